// Figures of one refinement: tiles, bars per class, the curve over background thresholds.
import { $, choice, drawn, element, percent } from "/dom.js";
import { metric } from "/list.js";

const TILES = [
  ["Seed mIoU", "seed.mIoU"],
  ["Mask mIoU", "mask.mIoU"],
  ["Mask precision", "mask.precision"],
  ["Mask recall", "mask.recall"],
  ["Network mIoU", "segmentation.mIoU"],
];
const LEFT = 40;
const BOTTOM = 175;
const WIDTH = 370;
const HEIGHT = 165;

export function showTiles(summary) {
  $("tiles").replaceChildren(
    ...TILES.filter(([, name]) => metric(summary, name) !== undefined).map(([label, name]) => {
      const made = element("div", null, { class: "card figure-tile" });
      made.append(
        element("span", label, { class: "label" }),
        element("span", percent(metric(summary, name)), { class: "value" }),
      );
      return made;
    }),
  );
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
  const iou = ([score]) => (Number.isFinite(Number(score.iou)) ? Number(score.iou) : 2);
  scores.sort((a, b) => iou(a) - iou(b));
  $("class-rows").replaceChildren(
    ...scores.map(([score, name]) => {
      const row = element("tr");
      const bar = element("td");
      const value = Number(score.iou);
      bar.append(
        element("meter", null, {
          class: "iou-bar",
          min: 0,
          max: 1,
          value: Number.isFinite(value) ? value : 0,
          "aria-label": `IoU of ${name}`,
        }),
      );
      row.append(
        element("td", name),
        bar,
        ...["iou", "precision", "recall"].map((figure) =>
          element("td", percent(score[figure]), { class: "number" }),
        ),
      );
      return row;
    }),
  );
}

function showThresholds(compared) {
  const named = ["used", "rule", "oracle"].filter((name) => compared[name]);
  $("threshold-rows").replaceChildren(
    ...named.map((name) => {
      const point = compared[name];
      const row = element("tr");
      const head = element("td");
      head.append(element("span", null, { class: `key ${name}` }), name);
      row.append(
        head,
        element("td", point.threshold.toFixed(2), { class: "number" }),
        ...["meanIou", "precision", "recall"].map((figure) =>
          element("td", percent(point[figure]), { class: "number" }),
        ),
      );
      return row;
    }),
  );
  const points = compared.curve.filter((point) => Number.isFinite(Number(point.meanIou)));
  const top = Math.max(0.1, Math.ceil(10 * Math.max(...points.map((point) => point.meanIou))) / 10);
  const x = (point) => LEFT + WIDTH * point.threshold;
  const y = (value) => BOTTOM - (HEIGHT * value) / top;
  const parts = [];
  for (const share of [0, 0.5, 1]) {
    const at = y(share * top);
    parts.push(drawn("line", { class: share ? "grid" : "axis", x1: LEFT, x2: LEFT + WIDTH, y1: at, y2: at }));
    parts.push(drawn("text", { x: LEFT - 6, y: at + 4, "text-anchor": "end" }, (100 * share * top).toFixed(0)));
    parts.push(drawn("text", { x: LEFT + WIDTH * share, y: BOTTOM + 16, "text-anchor": "middle" }, String(share)));
  }
  parts.push(
    drawn("polyline", { class: "line", points: points.map((point) => `${x(point)},${y(point.meanIou)}`).join(" ") }),
  );
  for (const name of named.filter((known) => Number.isFinite(Number(compared[known].meanIou)))) {
    const point = compared[name];
    const dot = drawn("circle", { class: name, cx: x(point), cy: y(point.meanIou), r: 5 });
    dot.append(drawn("title", {}, `${name}: ${percent(point.meanIou)} at ${point.threshold}`));
    parts.push(dot);
  }
  $("curve").replaceChildren(...parts);
}
