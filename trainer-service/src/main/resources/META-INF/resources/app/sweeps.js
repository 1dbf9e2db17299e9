// Sweeps: the list, and one with its plot, its figures and its experiments.

import { getJson, send, sendJson } from "../wood/api.js";
import { $, el, row, table } from "../wood/dom.js";
import { dateTime, points as percent } from "../wood/format.js";
import { guarded, linkTo, stateBadge } from "./state.js";

const PAUSE = 5000;
let requests = 0;
let timer = null;

const path = (sweep, rest = "") => `api/sweeps/${encodeURIComponent(sweep)}${rest}`;
const place = (sweep) => `#/sweeps/${encodeURIComponent(sweep)}`;
const short = (axis) => axis.slice(axis.lastIndexOf(".") + 1);

const spread = (figure) => (figure ? `${percent(figure.mean)} ± ${percent(figure.deviation)}` : "–");

export const closeSweeps = () => {
  requests += 1;
  clearTimeout(timer);
};

const act = guarded(async (sweep, work) => {
  await work();
  await drawSweeps(sweep);
});

// A trained experiment has metrics: where only its masks failed, resume requests nothing.
const isMissing = ({ state, metrics }) =>
  state === "NOT_REQUESTED" || (["FAILED", "CANCELLED"].includes(state) && Object.keys(metrics).length === 0);

function buttons({ sweep, open }, runs) {
  const resume = () => act(sweep, () => sendJson("POST", path(sweep, "/resume?by=page"), {}));
  const cancel = () => act(sweep, () => send(path(sweep, "?by=page"), { method: "DELETE" }));
  return [
    runs.some(isMissing) ? el("button", { class: "button", type: "button", text: "Resume", on: { click: resume } }) : null,
    open ? el("button", { class: "button", type: "button", text: "Cancel", on: { click: cancel } }) : null,
    el("a", { class: "button", href: path(sweep, "/report"), text: "Report" }),
    el("a", { class: "button", href: path(sweep, "/plot.svg"), download: `${sweep}.svg`, text: "Plot" }),
  ];
}

function content({ summary, runs, points, plotted, stops }) {
  const { axes } = summary;
  return [
    el("div", { class: "row heading" },
      el("h1", { text: `Sweep ${summary.sweep}` }), stateBadge(summary.state),
      el("span", { class: "muted", text: `${summary.succeeded} of ${summary.runs} succeeded, ${summary.open} open` }),
      el("span", { class: "spacer" }), ...buttons(summary, runs)),
    ...stops.map(({ text }) => el("p", { class: "notice", text })),
    // A changed address makes the browser read the plot again.
    el("section", { class: "card scroll" },
      el("img", { src: path(summary.sweep, `/plot.svg?at=${Date.now()}`), alt: `${plotted.join(", ")} over ${axes[0]}` })),
    el("h2", { text: "Figures, %" }),
    table([...axes.map(short), "OoDs", "seeds", ...plotted],
      points.map(({ values, oods, seeds, metrics }) =>
        row(...axes.map((axis) => values[axis]), String(oods), seeds.join(", "), ...plotted.map((name) => spread(metrics[name]))))),
    el("h2", { text: "Experiments" }),
    table([...axes.map(short), "seed", "experiment", "state", ""],
      runs.map(({ values, seed, experiment, state, message }) =>
        row(...axes.map((axis) => values[axis]), String(seed),
          state === "NOT_REQUESTED" ? experiment : linkTo(experiment), stateBadge(state), [message, "small"]))),
  ];
}

const list = (all) => [
  el("div", { class: "row heading" }, el("h1", { text: "Sweeps" })),
  all.length
    ? table(["Sweep", "State", "Over", "Succeeded", "Open", "Requested"],
      all.map(({ sweep, state, axes, succeeded, runs, open, requestedAt, requestedBy }) =>
        row(el("a", { href: place(sweep), text: sweep }), stateBadge(state), axes.map(short).join(", "),
          `${succeeded} of ${runs}`, String(open), `${dateTime(requestedAt)} by ${requestedBy}`)))
    : el("p", { class: "muted" }, "No sweeps yet: ", el("code", { text: "./wood sweep --from BASE --curve 0,1,5,20,100,all" })),
];

/** Draws one sweep, or the list without an id; again every few seconds while it is open. */
export const drawSweeps = guarded(async (sweep) => {
  clearTimeout(timer);
  const request = ++requests;
  let again = true;
  try {
    const answer = await getJson(sweep ? path(sweep) : "api/sweeps");
    // A slow answer must not replace what was opened later.
    if (request === requests) {
      $("sweeps").replaceChildren(...(sweep ? content(answer) : list(answer)));
    }
    again = sweep ? answer.summary.open > 0 : answer.some(({ open }) => open);
  } finally {
    if (again && request === requests) {
      timer = setTimeout(() => drawSweeps(sweep), PAUSE);
    }
  }
});
