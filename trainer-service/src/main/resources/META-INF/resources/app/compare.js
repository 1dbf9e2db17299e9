// Two experiments side by side.

import { getJson } from "../wood/api.js";
import { $, el, row } from "../wood/dom.js";
import { number } from "../wood/format.js";
import { charts, thumbnails } from "./curves.js";
import { guarded, newestFirst, path } from "./state.js";

let requests = 0;

const picker = (value, change) =>
  el("select", { "aria-label": "Experiment", on: { change: (event) => change(event.target.value) } },
    el("option", { value: "", text: "choose …" }),
    ...newestFirst().map(({ experiment }) =>
      el("option", { value: experiment, selected: experiment === value, text: experiment })));

const signed = (difference) =>
  difference === undefined || difference === null ? "–" : `${difference > 0 ? "+" : ""}${number(difference)}`;

const tone = ({ name, difference }) =>
  name.startsWith("validation.") && difference ? (difference > 0 ? "better" : "worse") : "";

const oodColumn = (title, experiment, oods) =>
  el("section", { class: "card" },
    el("h3", { text: `${title}: ${oods.length}` }),
    oods.length ? thumbnails(experiment, oods, 40) : el("p", { class: "muted small", text: "None." }));

/** A table; columns are [heading, class]. */
const table = (columns, rows) =>
  el("div", { class: "card flush scroll" },
    el("table", { class: "table" },
      el("thead", {}, el("tr", {}, ...columns.map(([text, look]) => el("th", { scope: "col", class: look, text })))),
      el("tbody", {}, ...rows)));

function content(first, second, comparison, a, b) {
  return el("div", { class: "stack" },
    el("h2", { text: "Metrics" }),
    table([["Metric"], [first, "number"], [second, "number"], ["Difference", "number"]],
      comparison.metrics.map((metric) => row(
        metric.name,
        [number(metric.a), "number"],
        [number(metric.b), "number"],
        [signed(metric.difference), `number ${tone(metric)}`]))),
    el("h2", { text: "Parameters that differ" }),
    comparison.parameters.length
      ? table([["Parameter"], [first], [second]],
        comparison.parameters.map((one) => row([one.name, "mono"], [one.a ?? "–", "mono"], [one.b ?? "–", "mono"])))
      : el("p", { class: "muted", text: "None." }),
    el("h2", { text: `OoDs (${comparison.kept} in both)` }),
    el("div", { class: "charts" },
      oodColumn(`Only in ${first}`, first, comparison.gone),
      oodColumn(`Only in ${second}`, second, comparison.come)),
    el("h2", { text: "Curves" }),
    el("div", { class: "charts" },
      ...charts([{ label: first, points: a.curve }, { label: second, points: b.curve, second: true }])));
}

export const drawCompare = guarded(async (first, second) => {
  const request = ++requests;
  const go = (a = "", b = "") => {
    location.hash = `#/compare/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
  };
  $("compare").replaceChildren(
    el("div", { class: "row heading" },
      el("h1", { text: "Compare" }),
      picker(first, (value) => go(value, second)),
      el("span", { class: "muted", text: "with" }),
      picker(second, (value) => go(first, value))));
  if (!first || !second) {
    return;
  }
  const answers = await Promise.all([
    getJson(path(first, `/compare/${encodeURIComponent(second)}`)),
    getJson(path(first)),
    getJson(path(second)),
  ]);
  // A slow answer must not be added to a comparison that was opened later.
  if (request === requests) {
    $("compare").append(content(first, second, ...answers));
  }
});
