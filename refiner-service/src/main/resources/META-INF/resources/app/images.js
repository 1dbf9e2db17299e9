// The images of one refinement with its outputs side by side, filtered and ordered.

import { query } from "../wood/api.js";
import { $, badge, el } from "../wood/dom.js";
import { count, points, sentence } from "../wood/format.js";
import { lineagePlace, pageLink } from "../wood/nav.js";
import { path, refinement } from "./api.js";

const PAGE = 12;
const VIEWS = [
  ["image", "image", true],
  ["overlay.jpg", "CAM", true],
  ["irn-label.png", "label for IRN", false],
  ["mask.png", "mask", false],
  ["prediction.png", "prediction", false],
  ["prediction-labelled.png", "prediction, classes given", false],
  ["truth", "truth", false],
];
const COMPARED = ["overlay.jpg", "mask.png", "prediction.png"];
let current = null;
let shown = 0;
// A slow answer to an earlier request must not replace a later one.
let requests = 0;

export const other = () => $("compare").value;

/** The chosen threshold; empty while the stored masks are shown. */
export const threshold = () => ($("threshold").dataset.moved ? $("threshold").value : "");

function picture(id, row, [name, label, smooth]) {
  const figure = el("figure");
  const remade = name === "mask.png" && threshold();
  const file = remade ? `mask?threshold=${threshold()}` : name;
  const caption = id === current ? label : `${label}, ${id}`;
  figure.append(
    el("img", {
      src: path(id, `/images/${row.image}/${file}`), alt: `${caption} of ${row.name}`, loading: "lazy", class: smooth ? "smooth" : "",
      on: { error: () => figure.remove() },
    }),
    el("figcaption", { text: remade ? `${caption} at ${threshold()}` : caption }));
  return figure;
}

function figure(stage, row) {
  const own = `${stage} ${points(row.meanIou[stage])}`;
  return row.other[stage] === undefined ? own : `${own} (${other()}: ${points(row.other[stage])})`;
}

function strip(row) {
  const views = VIEWS.filter(([name]) => row.made.includes(name)).flatMap((view) => [
    picture(current, row, view),
    other() && COMPARED.includes(view[0]) ? picture(other(), row, view) : null,
  ]);
  return el("article", { class: "card strip" },
    el("div", { class: "row" },
      el("strong", { text: row.name }),
      badge(row.labels.join(", ")),
      el("span", { class: "muted small", text: row.split }),
      ...Object.keys(row.meanIou).map((stage) => el("span", { class: "muted small number", text: figure(stage, row) })),
      el("span", { class: "spacer" }),
      pageLink("trainer", lineagePlace(`${current}/${row.image}`), { class: "small", text: "Lineage" })),
    el("div", { class: "views" }, ...views),
    row.problem ? el("p", { class: "problem", text: row.problem }) : null);
}

export async function showImages(id, again) {
  const request = ++requests;
  current = id;
  const from = again ? 0 : shown;
  const parameters = {
    from, limit: PAGE, class: $("filter-class").value, split: $("filter-split").value, sort: $("filter-sort").value,
    with: other(), failed: $("filter-failed").checked,
  };
  try {
    const page = await refinement(id, `/images?${query(parameters)}`);
    if (request !== requests) {
      return;
    }
    const strips = page.rows.map(strip);
    if (again) {
      $("images").replaceChildren(...strips);
    } else {
      $("images").append(...strips);
    }
    shown = from + page.rows.length;
    $("count").textContent = page.total ? `${count(shown)} of ${count(page.total)} images` : "No image matches these filters.";
    $("more").hidden = shown >= page.total;
  } catch (error) {
    if (request === requests) {
      $("count").textContent = sentence(`cannot load the images: ${error.message}`);
    }
  }
}
