// How a candidate's status reads and looks, and the drawings of the page's states.

import { svg } from "../wood/dom.js";

export const STATUS_TEXT = { OPEN: "open", APPROVED: "approved", PRUNED: "pruned", AWAITING: "needs another opinion" };
export const STATUS_LOOK = { OPEN: "", APPROVED: "good", PRUNED: "bad", AWAITING: "info" };

const SHAPES = {
  empty: "M8 12h48v40H8zM8 40l14-14 12 12 8-8 14 14M44 22a4 4 0 1 0 .1 0",
  done: "M10 34l14 14 30-34",
  offline: "M8 26a36 36 0 0 1 48 0M17 36a23 23 0 0 1 30 0M26 46a10 10 0 0 1 12 0M10 10l44 44",
  error: "M32 10l24 44H8zM32 28v12M32 46v2",
};

/** The drawing of a state of the whole page. */
export const drawing = (name) =>
  svg("svg", { viewBox: "0 0 64 64", "aria-hidden": "true" },
    svg("path", {
      d: SHAPES[name], fill: "none", stroke: "currentColor", "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round",
    }));
