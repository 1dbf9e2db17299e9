// Small line charts as SVG, coloured by classes so that no inline style is needed.

import { el, svg } from "./dom.js";
import { number } from "./format.js";

const WIDTH = 460;
const HEIGHT = 220;
const MARGIN = { left: 46, right: 10, top: 8, bottom: 24 };

function ticks(low, high, wanted) {
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((unit) => unit * power).find((unit) => unit >= raw);
  const all = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) {
    all.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  }
  return all;
}

function range(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 && low < high - low ? 0 : low - pad, high + pad];
}

const isDrawn = ([, y]) => Number.isFinite(y);

/** Scales of both axes, with their ticks drawn. */
function axes(points, wholeSteps) {
  const xs = points.map(([x]) => x);
  const x0 = Math.min(...xs);
  const x1 = Math.max(...xs, x0 + (wholeSteps ? 1 : 1e-6));
  const [y0, y1] = range(points.map(([, y]) => y));
  const left = (x) => MARGIN.left + ((x - x0) / (x1 - x0)) * (WIDTH - MARGIN.left - MARGIN.right);
  const top = (y) => HEIGHT - MARGIN.bottom - ((y - y0) / (y1 - y0)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const drawn = [
    ...ticks(y0, y1, 4).flatMap((y) => [
      svg("line", { class: "axis", x1: MARGIN.left, x2: WIDTH - MARGIN.right, y1: top(y), y2: top(y) }),
      svg("text", { x: MARGIN.left - 6, y: top(y) + 4, "text-anchor": "end", text: number(y) }),
    ]),
    ...ticks(x0, x1, 5).filter((x) => !wholeSteps || Number.isInteger(x))
      .map((x) => svg("text", { x: left(x), y: HEIGHT - 7, "text-anchor": "middle", text: number(x) })),
  ];
  return { left, top, drawn };
}

function line({ points, second }, { left, top }) {
  const drawn = points.filter(isDrawn);
  if (drawn.length < 2) {
    return drawn.map(([x, y]) => svg("circle", { cx: left(x), cy: top(y), r: 3 }));
  }
  const path = drawn.map(([x, y], at) => `${at === 0 ? "M" : "L"}${left(x).toFixed(1)} ${top(y).toFixed(1)}`).join("");
  return [svg("path", { d: path, class: second ? "second" : "first" })];
}

/**
 * A chart with its legend.
 *
 * @param title what it shows
 * @param series list of {name, points: [[x, y]], second: true for a dashed line, colour: index}
 * @param marks list of {name, point: [x, y], colour: index}, drawn as dots
 * @param wholeSteps true when x counts steps
 */
export function chart(title, series, { marks = [], wholeSteps = true } = {}) {
  const card = el("figure", { class: "card chart" }, el("h3", { text: title }));
  const points = series.flatMap((one) => one.points).filter(isDrawn);
  if (points.length === 0) {
    card.append(el("p", { class: "muted small", text: "No points yet." }));
    return card;
  }
  const scale = axes(points, wholeSteps);
  const colour = (one, index) => `series-${((one.colour ?? index) % 6) + 1}`;
  const entry = (look, name, value) =>
    el("span", { class: look }, el("b", { text: value === undefined ? name : `${name} ${number(value)}` }));
  card.append(
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${series.map((one) => one.name).join(", ")}` },
      ...scale.drawn,
      ...series.map((one, index) => svg("g", { class: colour(one, index) }, ...line(one, scale))),
      ...marks.map((mark) => svg("circle", { class: `mark series-${mark.colour + 1}`, cx: scale.left(mark.point[0]), cy: scale.top(mark.point[1]), r: 5 },
        svg("title", { text: `${mark.name}: ${number(mark.point[1])} at ${number(mark.point[0])}` })))),
    el("div", { class: "legend" },
      ...series.map((one, index) => entry(colour(one, index), one.name, wholeSteps ? one.points.filter(isDrawn).at(-1)?.[1] : undefined)),
      ...marks.map((mark) => entry(`dot-key series-${mark.colour + 1}`, mark.name))));
  return card;
}
