// The groups of OoDs that an experiment pushes features away from, and a map of its features.

import { getJson } from "../wood/api.js";
import { $, el, row, svg, table } from "../wood/dom.js";
import { number, percent, plural } from "../wood/format.js";
import { candidatePlace, pageLink } from "../wood/nav.js";
import { guarded, linkTo, path } from "./state.js";

const WIDTH = 900;
const HEIGHT = 560;
const MARGIN = 24;
const COLOURS = 6;

let requests = 0;

export const clustersPlace = (experiment) => `#/clusters/${encodeURIComponent(experiment)}`;

const isOod = ({ cluster }) => cluster >= 0;

/** Address of the image of a point or of a neighbour of either kind. */
const picture = (experiment, image, ood) => (ood
  ? path(experiment, `/oods/${image}`)
  : `api/clusters/${encodeURIComponent(experiment)}/labelled/${image}`);

/** Scales of the map; one unit is as long on both axes, or distances would mislead. */
function scales(places) {
  const xs = places.map(({ x }) => x);
  const ys = places.map(({ y }) => y);
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const length = (values) => Math.max(...values) - Math.min(...values) || 1;
  const unit = Math.min((WIDTH - 2 * MARGIN) / length(xs), (HEIGHT - 2 * MARGIN) / length(ys));
  return {
    left: (x) => WIDTH / 2 + (x - middle(xs)) * unit,
    top: (y) => HEIGHT / 2 - (y - middle(ys)) * unit,
  };
}

function preview(experiment, point) {
  const { image, cluster, classes } = point;
  const shown = el("img", { src: picture(experiment, image, isOod(point)), alt: image.slice(0, 12) });
  return [
    isOod(point) ? pageLink("curation", candidatePlace(image), { title: `Candidate ${image}` }, shown) : shown,
    el("p", { class: "small" }, isOod(point)
      ? `OoD of cluster ${cluster}, predicted as ${classes.join(", ")}`
      : `labelled ${classes.join(", ") || "with no class"}`),
    el("p", { class: "muted small mono", text: image.slice(0, 16) }),
  ];
}

/** A small cross, which differs from the dots of labelled images without colour. */
const cross = (x, y) => `M${(x - 4).toFixed(1)} ${(y - 4).toFixed(1)}l8 8m-8 0l8 -8`;

function drawMap(experiment, map) {
  const names = map.classes.map(({ name }) => name);
  const colour = (name) => `series-${(names.indexOf(name) % COLOURS) + 1}`;
  const { left, top } = scales([...map.points, ...map.classes, ...map.clusters]);
  const side = el("div", { class: "map-preview" }, el("p", { class: "muted small", text: "Point at an image on the map." }));
  const title = (text) => svg("title", { text });
  const marks = map.points.map((point, index) => {
    const shared = { "data-point": index, "data-cluster": isOod(point) ? point.cluster : null };
    return isOod(point)
      ? svg("path", { ...shared, class: "ood", d: cross(left(point.x), top(point.y)) })
      : svg("circle", { ...shared, class: colour(point.classes[0]), cx: left(point.x), cy: top(point.y), r: 3.5 });
  });
  const drawn = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Map of ${map.points.length} images` },
    ...marks,
    ...map.classes.map(({ name, x, y }) => svg("g", { class: `centre ${colour(name)}` },
      svg("circle", { class: "mark", cx: left(x), cy: top(y), r: 8 }, title(`centre of ${name}`)),
      svg("text", { x: left(x) + 11, y: top(y) + 4, text: name }))),
    ...map.clusters.map(({ cluster, x, y }) => svg("g", { class: "group", "data-group": cluster },
      svg("circle", { cx: left(x), cy: top(y), r: 9 }, title(`centre of cluster ${cluster}`)),
      svg("text", { x: left(x), y: top(y) + 3.5, "text-anchor": "middle", text: String(cluster) }))));
  const show = ({ target }) => {
    if (target.dataset?.point !== undefined) {
      side.replaceChildren(...preview(experiment, map.points[target.dataset.point]));
    }
  };
  drawn.addEventListener("pointerover", show);
  drawn.addEventListener("click", show);
  const highlight = (cluster) => {
    drawn.classList.toggle("chosen", cluster !== null);
    drawn.querySelectorAll("[data-cluster], [data-group]").forEach((mark) => {
      const own = mark.dataset.cluster ?? mark.dataset.group;
      mark.classList.toggle("own", cluster !== null && own === String(cluster));
    });
  };
  const card = el("figure", { class: "card chart map" }, drawn, side,
    el("div", { class: "legend" },
      ...names.map((name) => el("span", { class: `dot-key ${colour(name)}` }, el("b", { text: name }))),
      el("b", { text: "× OoD, ○ centre of a cluster of OoDs" })));
  return { card, highlight };
}

const thumbs = (experiment, images, ood) =>
  el("div", { class: "thumbs small-thumbs" }, ...images.map(({ image, distance }) => {
    const shown = el("img", {
      src: picture(experiment, image, ood), alt: image.slice(0, 12), loading: "lazy", title: `distance ${number(distance)}`,
    });
    return ood ? pageLink("curation", candidatePlace(image), { title: `distance ${number(distance)}` }, shown) : shown;
  }));

const mistakes = ({ mistakenFor }) =>
  Object.entries(mistakenFor).sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`).join(", ");

const distances = ({ classes }) => classes.slice(0, 5).map(({ name, distance }) => `${name} ${number(distance)}`).join(", ");

function clusterRow({ experiment, map, use }, cluster, highlight) {
  const share = use && use.images ? percent(use.pushes[cluster.cluster] / use.images) : "–";
  const line = row(
    el("button", {
      class: "button small", type: "button", text: String(cluster.cluster), title: "Show on the map",
      on: { click: () => highlight(cluster.cluster) },
    }),
    [String(cluster.size), "number"],
    [share, "number"],
    [mistakes(cluster), "small"],
    [distances(cluster), "small"],
    thumbs(experiment, cluster.nearest, true),
    thumbs(experiment, cluster.labelled.slice(0, map.clusters.length > 50 ? 3 : 4), false));
  line.addEventListener("pointerenter", () => highlight(cluster.cluster));
  line.addEventListener("pointerleave", () => highlight(null));
  return line;
}

function summary({ arm, tau, map, use }) {
  const shown = map.points.length < map.labelled + map.oods ? ` ${map.points.length} of them are on the map.` : "";
  const selected = arm === "REFERENCE" ? "nearer than the batch's threshold" : "among the nearest";
  const pushed = use
    ? ` Pushed: share of the ${plural(use.images, "labelled image")} that the steps saw for which the cluster was ${selected} (τ = ${number(tau)}).`
    : ` How often each was ${selected} is counted until the training ends.`;
  return `${arm}: ${plural(map.oods, "OoD")} in ${plural(map.groups, "cluster")}, ${plural(map.labelled, "labelled image")}; features after ${plural(map.step, "step")}.${shown}`
    + ` The map has the two principal axes, ${percent(map.shown)} of the variance; distances in the table are those of all dimensions.${pushed}`;
}

function content(answer) {
  const { experiment, map } = answer;
  const { card, highlight } = drawMap(experiment, map);
  const rest = map.groups - map.clusters.length;
  return [
    el("div", { class: "row heading" }, el("h1", {}, "Clusters of ", linkTo(experiment))),
    el("p", { class: "muted", text: summary(answer) }),
    card,
    el("h2", { text: "Clusters" }),
    table(["Cluster", ["OoDs", "number"], ["Pushed", "number"], "Mistaken for", "Distance to class centres", "Nearest OoDs", "Nearest labelled images"],
      map.clusters.map((cluster) => clusterRow(answer, cluster, highlight))),
    rest ? el("p", { class: "muted small", text: `${plural(rest, "more cluster")}: empty, or smaller than these.` }) : "",
  ];
}

export const drawClusters = guarded(async (experiment) => {
  const request = ++requests;
  $("clusters").replaceChildren(el("div", { class: "state" }, el("div", { class: "spinner" })));
  try {
    const answer = await getJson(`api/clusters/${encodeURIComponent(experiment)}`);
    // A slow answer must not replace what was opened later.
    if (request === requests) {
      $("clusters").replaceChildren(...content(answer));
    }
  } catch (error) {
    if (request === requests) {
      $("clusters").replaceChildren(el("div", { class: "row heading" }, el("h1", {}, "Clusters of ", linkTo(experiment))));
    }
    throw error;
  }
});
