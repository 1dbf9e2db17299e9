// Figures of one refinement: tiles, bars per class, the curve over background thresholds.

import { chart } from "../wood/chart.js";
import { $, el, row } from "../wood/dom.js";
import { points, sentence } from "../wood/format.js";
import { metric } from "./list.js";

const TILES = [
  ["Seed mIoU", "seed.mIoU"],
  ["Seed PxAP", "seed.PxAP"],
  ["Mask mIoU", "mask.mIoU"],
  ["Mask precision", "mask.precision"],
  ["Mask recall", "mask.recall"],
  ["Network mIoU", "segmentation.mIoU"],
  ["Network mIoU, classes given", "segmentation-labelled.mIoU"],
];

/** Compared thresholds and their colours. */
const COMPARED = [["used", 0], ["rule", 1], ["oracle", 5]];
const CURVE_COLOUR = 2;

const isKnown = (value) => Number.isFinite(Number(value));

/** A row of buttons of which one is pressed. */
function choice(parent, names, chosen, choose) {
  const press = (name) => {
    for (const button of parent.children) {
      button.setAttribute("aria-pressed", String(button.textContent === name));
    }
    choose(name);
  };
  parent.replaceChildren(
    ...names.map((name) => el("button", { type: "button", class: "button small", text: name, on: { click: () => press(name) } })));
  press(chosen);
}

export function showTiles(summary) {
  $("tiles").replaceChildren(
    ...TILES.filter(([, name]) => metric(summary, name) !== undefined).map(([label, name]) =>
      el("div", { class: "card figure-tile" },
        el("span", { class: "label", text: label }),
        el("span", { class: "value", text: points(metric(summary, name)) }))));
}

/** How IRN learned, and remarks: with ground truth and without. */
export function showNotes(summary, report) {
  const completed = summary.completed ?? {};
  const [same, different] = ["positive", "negative"].map((pairs) => completed.metrics?.[`irn.loss.${pairs}`]);
  const notes = [...(report?.remarks ?? completed.remarks ?? [])].map(sentence);
  if (isKnown(same) && isKnown(different)) {
    notes.unshift(
      `IRN's affinity losses in its last steps: ${same.toFixed(2)} for pairs of cells with the same label,`
      + ` ${different.toFixed(2)} for pairs with different ones; ${Math.LN2.toFixed(2)} is chance.`);
  }
  $("notes").replaceChildren(...notes.map((text) => el("p", { text })));
}

export function showFigures(report) {
  $("figures").hidden = !report;
  if (!report) {
    return;
  }
  const sets = Object.keys(report.figures);
  const preferred = (names) => names.find((name) => name === "validation.mask") ?? names[0];
  choice($("stage-choice"), sets, preferred(sets), (set) => showClasses(report, set));
  const swept = Object.keys(report.thresholds ?? {});
  $("threshold-card").hidden = swept.length === 0;
  if (swept.length > 0) {
    choice($("threshold-choice"), swept, preferred(swept), (set) => showThresholds(report.thresholds[set]));
  }
}

function showClasses(report, set) {
  const scores = report.figures[set].classes.map((score, index) => [score, report.classes[index]]);
  const order = ([score]) => (isKnown(score.iou) ? Number(score.iou) : 2);
  scores.sort((a, b) => order(a) - order(b));
  $("class-rows").replaceChildren(
    ...scores.map(([score, name]) => row(
      name,
      el("progress", { class: "meter iou-bar", max: 1, value: isKnown(score.iou) ? score.iou : 0, "aria-label": `IoU of ${name}` }),
      ...["iou", "precision", "recall"].map((figure) => [points(score[figure]), "number"]))));
}

function showThresholds(compared) {
  const named = COMPARED.filter(([name]) => compared[name]);
  $("threshold-rows").replaceChildren(
    ...named.map(([name, colour]) => {
      const point = compared[name];
      return row(
        el("span", { class: `dot-key series-${colour + 1}` }, el("b", { text: name })),
        [point.threshold.toFixed(2), "number"],
        ...["meanIou", "precision", "recall"].map((figure) => [points(point[figure]), "number"]));
    }));
  const place = ({ threshold, meanIou }) => [threshold, 100 * meanIou];
  $("curve").replaceChildren(
    chart("mIoU in percent by threshold",
      [{ name: "mIoU", points: compared.curve.filter(({ meanIou }) => isKnown(meanIou)).map(place), colour: CURVE_COLOUR }],
      {
        marks: named.filter(([name]) => isKnown(compared[name].meanIou))
          .map(([name, colour]) => ({ name, colour, point: place(compared[name]) })),
        wholeSteps: false,
      }));
}
