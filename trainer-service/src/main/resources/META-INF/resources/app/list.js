// The list of experiments.

import { $, el, row } from "../wood/dom.js";
import { dateTime, number } from "../wood/format.js";
import { isOpen, linkTo, newestFirst, progressOf, stateBadge } from "./state.js";

const chosen = new Set();

const tile = (value, label) =>
  el("div", { class: "card figure-tile" },
    el("span", { class: "value", text: value }), el("span", { class: "muted small", text: label }));

function choose(experiment, wanted) {
  if (wanted) {
    chosen.add(experiment);
  } else {
    chosen.delete(experiment);
  }
  if (chosen.size === 2) {
    const [first, second] = chosen;
    chosen.clear();
    location.hash = `#/compare/${encodeURIComponent(first)}/${encodeURIComponent(second)}`;
  }
}

const line = (summary) =>
  row(
    linkTo(summary.experiment),
    stateBadge(summary.state),
    summary.arm,
    `${summary.network.architecture} / ${summary.network.outputStride}`,
    [String(summary.seed), "number"],
    progressOf(summary),
    [isOpen(summary) ? number(summary.figures?.loss) : "–", "number"],
    [number(summary.metrics?.["validation.mAP"]), "number"],
    [summary.oods === undefined ? "–" : String(summary.oods), "number"],
    [dateTime(summary.requestedAt), "small"],
    el("input", {
      type: "checkbox",
      "aria-label": `Compare ${summary.experiment}`,
      checked: chosen.has(summary.experiment),
      on: { change: (event) => choose(summary.experiment, event.target.checked) },
    }),
  );

export function drawList() {
  const all = newestFirst();
  const count = (...states) => all.filter((one) => states.includes(one.state)).length;
  $("tiles").replaceChildren(
    tile(count("RUNNING"), "running"),
    tile(count("QUEUED"), "queued"),
    tile(count("SUCCEEDED"), "trained"),
    tile(count("FAILED", "CANCELLED"), "failed or cancelled"),
  );
  $("experiments").tBodies[0].replaceChildren(...all.map(line));
  $("experiments").parentElement.hidden = all.length === 0;
  $("empty").hidden = all.length > 0;
}
