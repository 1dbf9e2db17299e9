// Charts of training curves and pictures of OoDs, for any number of experiments.

import { chart } from "../wood/chart.js";
import { el } from "../wood/dom.js";
import { candidatePlace, pageLink } from "../wood/nav.js";
import { byName, path } from "./state.js";

const ORDER = ["Learning rates", "featureNorm", "Loss by part"];
const TITLES = {
  featureNorm: "Mean feature norm",
  "gradient.metric": "Gradient of the metric loss, as a share of the classification loss's",
};

const groupOf = (figure) =>
  figure.startsWith("loss") ? "Loss by part" : figure.startsWith("rate") ? "Learning rates" : figure;

/**
 * Series by chart: losses together, learning rates together, every other figure in its own chart.
 * The lines of three and more experiments differ by colour, so each figure has a chart of its own.
 */
function grouped(curves) {
  const groups = new Map();
  curves.forEach(({ label, points, second }, experiment) => {
    for (const point of points.filter(({ phase }) => phase === "train")) {
      for (const [figure, value] of byName(point.figures)) {
        const group = curves.length > 2 ? figure : groupOf(figure);
        const series = groups.get(group) ?? groups.set(group, new Map()).get(group);
        const name = label ? `${figure} (${label})` : figure;
        if (!series.has(name)) {
          series.set(name, { name, points: [], second, figure, experiment });
        }
        series.get(name).points.push([point.done, value]);
      }
    }
  });
  return groups;
}

export function charts(curves) {
  const groups = grouped(curves);
  const names = [...groups.keys()].sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a) || a.localeCompare(b));
  return names.map((name) => {
    const series = [...groups.get(name).values()];
    const figures = [...new Set(series.map(({ figure }) => figure))];
    series.forEach((one) => {
      // A resumed run repeats some steps: the last value of a step counts.
      one.points = [...new Map(one.points)].sort(([a], [b]) => a - b);
      one.colour = curves.length > 1 && figures.length === 1 ? one.experiment : figures.indexOf(one.figure);
    });
    return chart(TITLES[name] ?? name, series);
  });
}

/** Pictures of the first OoDs; each links to its candidate on the curation page. */
export const thumbnails = (experiment, oods, limit = 60) =>
  el("div", { class: "thumbs" },
    ...oods.slice(0, limit).map(({ sha256 }) =>
      pageLink("curation", candidatePlace(sha256), { title: `Candidate ${sha256}` },
        el("img", { src: path(experiment, `/oods/${sha256}`), alt: `OoD ${sha256.slice(0, 12)}`, loading: "lazy" }))));
