// One experiment: curves, metrics, OoDs, parameters.

import { getJson, send } from "../wood/api.js";
import { $, el, pairs, row, table } from "../wood/dom.js";
import { dateTime, number, plural } from "../wood/format.js";
import { lineagePlace, pageLink, refinementsPlace } from "../wood/nav.js";
import { clustersPlace } from "./clusters.js";
import { charts, thumbnails } from "./curves.js";
import { byName, guarded, isOpen, path, progressOf, stateBadge } from "./state.js";

/** Arms that push features away from groups of OoDs. */
const GROUPING = new Set(["WOOD", "WOOD_AT_POSITIONS", "REFERENCE", "PREDICTED_CLASS"]);
const PRECISION = "validation.AP.";

/** The phase that compares the quality of labelled images and OoDs. */
const QUALITY = "image quality";
let wanted = null;
let shown = null;

const flat = (value, name = "") =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, name ? `${name}.${key}` : key))
    : [[name, value === null ? "–" : String(value)]];

/** The rules of a selection that are given. */
const rules = (selection) =>
  Object.fromEntries(Object.entries(selection).filter(([, value]) => !Array.isArray(value) || value.length));

const card = (title, ...content) => el("section", { class: "card" }, el("h3", { text: title }), ...content);

function precisionBars(metrics) {
  const entries = byName(metrics).filter(([name]) => name.startsWith(PRECISION));
  if (entries.length === 0) {
    return null;
  }
  return card(`Average precision on validation: mAP ${number(metrics["validation.mAP"])}`,
    el("div", { class: "bars" },
      ...entries.flatMap(([key, value]) => {
        const name = key.slice(PRECISION.length);
        return [
          el("span", { text: name }),
          el("progress", { class: "meter", max: 1, value, "aria-label": name }),
          el("span", { class: "number", text: number(value) }),
        ];
      })));
}

/** How well numbers of the files tell labelled images and OoDs apart; from .75 on the run warns. */
function qualityTable({ labelled, oods, auc, figures }) {
  return card(`Image quality: AUC ${number(auc)}`,
    el("p", { class: "muted small" },
      `How well numbers of their files tell ${plural(labelled, "labelled image")} and ${plural(oods, "OoD")} apart; 0.5: not at all. From 0.75 on the classifier may learn the quality in place of the content.`),
    table(["Number", ["Labelled", "number"], ["OoDs", "number"], ["AUC alone", "number"]],
      figures.map((figure) => row(figure.name, [number(figure.labelled), "number"], [number(figure.oods), "number"], [number(figure.auc), "number"]))));
}

function facts({ summary, manifest, manifestRef, model, kept }) {
  return pairs([
    ["arm", summary.arm],
    ["requested", `${dateTime(summary.requestedAt)} by ${summary.requestedBy}`],
    ["last update", dateTime(summary.updatedAt)],
    ["dataset", summary.dataset],
    ["starts from", summary.initial ?? `a random network of seed ${summary.seed}`],
    ["weights", model?.weights.sha256 ?? "–"],
    ...(kept ? [[`checkpoint of step ${kept.step}`, JSON.stringify(kept.bytes)]] : []),
    ["manifest", manifestRef?.sha256 ?? "–"],
    ["selection of OoDs", manifest?.selection ? JSON.stringify(rules(manifest.selection)) : "all approved"],
    ["decisions up to", manifest ? JSON.stringify(manifest.decisionOffsets) : "–"],
    ["code", manifest?.codeVersion ?? "–"],
  ]);
}

const cancel = guarded((experiment) => send(path(experiment, "?by=page"), { method: "DELETE" }));

function heading(summary) {
  const { experiment } = summary;
  return el("div", { class: "row heading" },
    el("h1", { text: experiment }),
    stateBadge(summary.state),
    el("span", { class: "spacer" }),
    pageLink("refiner", refinementsPlace(experiment), { class: "button", text: "Refinements" }),
    el("a", {
      class: "button", href: path(experiment, "/manifest"), download: `${experiment}.manifest.json`, text: "Manifest",
    }),
    GROUPING.has(summary.arm) ? el("a", { class: "button", href: clustersPlace(experiment), text: "Clusters" }) : null,
    el("a", { class: "button", href: lineagePlace(experiment), text: "Lineage" }),
    el("a", { class: "button", href: `#/compare/${encodeURIComponent(experiment)}`, text: "Compare with …" }),
    isOpen(summary)
      ? el("button", { class: "button danger", type: "button", text: "Cancel", on: { click: () => cancel(experiment) } })
      : null);
}

function draw() {
  const { summary, request, manifest, curve, skipped, quality } = shown;
  const oods = manifest?.oods ?? [];
  const metrics = byName(summary.metrics);
  // The pictures are created once: a redraw must not load them again.
  shown.thumbnails ??= thumbnails(summary.experiment, oods);
  $("detail").replaceChildren(
    heading(summary),
    el("div", { class: "stack" },
      summary.message ? el("p", { class: `notice ${summary.state === "FAILED" ? "bad" : "warn"}`, text: summary.message }) : null,
      isOpen(summary) ? el("div", { class: "card" }, progressOf(summary)) : null,
      el("div", { class: "columns" },
        el("div", { class: "stack" },
          el("div", { class: "charts" }, ...charts([{ points: curve }])),
          precisionBars(summary.metrics),
          oods.length ? card(`${oods.length} hard OoDs`, shown.thumbnails) : null),
        el("div", { class: "stack" },
          card("Experiment", facts(shown)),
          card("Parameters", pairs(flat(request.parameters))),
          quality ? qualityTable(quality) : null,
          metrics.length ? card("Metrics", pairs(metrics.map(([name, value]) => [name, number(value)]))) : null,
          skipped.length
            ? card(`${skipped.length} skipped images`, pairs(skipped.map(({ image, reason }) => [image.slice(0, 12), reason])))
            : null))));
}

const load = guarded(async (experiment) => {
  const detail = await getJson(path(experiment));
  // A slow answer must not replace an experiment that was opened later.
  if (experiment === wanted) {
    shown = detail;
    draw();
  }
});

export function openDetail(experiment) {
  wanted = experiment;
  shown = null;
  $("detail").replaceChildren(el("div", { class: "state" }, el("div", { class: "spinner" })));
  load(experiment);
}

export function closeDetail() {
  wanted = null;
  shown = null;
}

/** Applies a live update to the experiment on the page: a new point of its curve, its begin, its end or a comparison. */
export function updateDetail(summary) {
  if (shown?.summary.experiment !== summary.experiment) {
    return;
  }
  const began = !shown.manifest && summary.progress && isOpen(summary);
  const ended = isOpen(shown.summary) && !isOpen(summary);
  const compared = shown.summary.progress?.phase === QUALITY && summary.progress?.phase !== QUALITY;
  shown.summary = summary;
  if (began || ended || compared) {
    load(summary.experiment);
    return;
  }
  if (summary.progress && Object.keys(summary.figures ?? {}).length) {
    shown.curve.push({ phase: summary.progress.phase, done: summary.progress.done, figures: summary.figures });
  }
  draw();
}
