// Experiments side by side.

import { getJson } from "../wood/api.js";
import { $, el, row, table } from "../wood/dom.js";
import { number } from "../wood/format.js";
import { changesPlace, pageLink } from "../wood/nav.js";
import { charts, thumbnails } from "./curves.js";
import { guarded, newestFirst, path } from "./state.js";

let requests = 0;

const picker = (value, change) =>
  el("select", { "aria-label": "Experiment", on: { change: (event) => change(event.target.value) } },
    el("option", { value: "", text: "choose …" }),
    ...newestFirst().map(({ experiment }) =>
      el("option", { value: experiment, selected: experiment === value, text: experiment })));

const signed = (difference) =>
  difference === undefined || difference === null ? "" : ` (${difference > 0 ? "+" : ""}${number(difference)})`;

const tone = (name, difference) =>
  name.startsWith("validation.") && difference ? (difference > 0 ? "better" : "worse") : "";

/** Every value beside its difference from that of the first experiment. */
function metricRow({ name, values }) {
  const [first] = values;
  return row(name, ...values.map((value, index) => {
    const difference = index && Number.isFinite(value) && Number.isFinite(first) ? value - first : null;
    return [`${number(value)}${signed(difference)}`, `number ${tone(name, difference)}`];
  }));
}

/** Experiments that differ in their seed alone: mean ± deviation. */
function groups(all) {
  const several = all.filter(({ experiments }) => experiments.length > 1);
  if (several.length === 0) {
    return null;
  }
  const names = [...new Set(several.flatMap(({ metrics }) => Object.keys(metrics)))].sort();
  return el("div", { class: "stack" },
    el("h2", { text: "Spread over seeds" }),
    table(["Metric", ...several.map(({ experiments, seeds }) => [`${experiments[0]} … (seeds ${seeds.join(", ")})`, "number"])],
      names.map((name) => row(name, ...several.map(({ metrics }) =>
        [metrics[name] ? `${number(metrics[name].mean)} ± ${number(metrics[name].deviation)}` : "–", "number"])))));
}

/** OoDs that not all experiments use, by who uses them. */
function oods(rows) {
  const users = new Map();
  for (const { image, usedBy } of rows) {
    const key = usedBy.join(", ");
    (users.get(key) ?? users.set(key, { experiment: usedBy[0], images: [] }).get(key)).images.push(image);
  }
  return [...users].map(([names, { experiment, images }]) =>
    el("section", { class: "card" },
      el("h3", { text: `Only in ${names}: ${images.length}` }),
      thumbnails(experiment, images, 40)));
}

/** Links to the images whose masks changed most between the first experiment and each other one. */
const changes = ([first, ...others]) =>
  el("div", { class: "row" },
    ...others.map((other) =>
      pageLink("refiner", changesPlace(other, first), { class: "button", text: `${first} → ${other}` })));

/** Two experiments share the colours of their figures; of more, each has one of the six colours. */
const isDashed = (index, count) => index >= (count > 2 ? 6 : 1);

function content(ids, comparison, details) {
  return el("div", { class: "stack" },
    el("h2", { text: "Metrics" }),
    table(["Metric", ...ids.map((id) => [id, "number"])], comparison.metrics.map(metricRow)),
    groups(comparison.groups),
    el("h2", { text: "Parameters that differ" }),
    comparison.parameters.length
      ? table(["Parameter", ...ids],
        comparison.parameters.map(({ name, values }) => row([name, "mono"], ...values.map((value) => [value ?? "–", "mono"]))))
      : el("p", { class: "muted", text: "None." }),
    el("h2", { text: `OoDs (${comparison.shared} in all)` }),
    el("div", { class: "charts" }, ...oods(comparison.oods)),
    el("h2", { text: "Images whose masks changed most" }),
    changes(ids),
    el("h2", { text: "Curves" }),
    el("div", { class: "charts" },
      ...charts(details.map(({ curve }, index) => ({ label: ids[index], points: curve, second: isDashed(index, ids.length) })))));
}

export const drawCompare = guarded(async (...wanted) => {
  const request = ++requests;
  const ids = [...new Set(wanted.filter(Boolean))];
  const go = (all) => {
    location.hash = `#/compare/${all.filter(Boolean).map(encodeURIComponent).join("/")}`;
  };
  const places = ids.length < 2 ? 2 : ids.length + 1;
  $("compare").replaceChildren(
    el("div", { class: "row heading" },
      el("h1", { text: "Compare" }),
      ...Array.from({ length: places }, (_, index) =>
        picker(ids[index] ?? "", (value) => go(Object.assign([...ids], { [index]: value }))))));
  if (ids.length < 2) {
    return;
  }
  const query = ids.map((id) => `experiment=${encodeURIComponent(id)}`).join("&");
  const [comparison, ...details] = await Promise.all([
    getJson(`api/experiments/compare?${query}`),
    ...ids.map((id) => getJson(path(id))),
  ]);
  // A slow answer must not be added to a comparison that was opened later.
  if (request === requests) {
    $("compare").append(content(ids, comparison, details));
  }
});
