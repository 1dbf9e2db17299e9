// The pictures of one refinement, side by side, filtered and ordered.
import { $, api, element, json, percent } from "/dom.js";

const PAGE = 12;
const VIEWS = [
  ["image", "image", true],
  ["overlay.jpg", "CAM", true],
  ["irn-label.png", "label for IRN", false],
  ["mask.png", "mask", false],
  ["prediction.png", "prediction", false],
  ["truth", "truth", false],
];
const COMPARED = ["overlay.jpg", "mask.png", "prediction.png"];
let current = null;
let shown = 0;
// A slow answer to an earlier question must not overwrite a later one.
let asked = 0;

export const other = () => $("compare").value;

// Empty while the stored masks are shown.
export const threshold = () => ($("threshold").dataset.moved ? $("threshold").value : "");

function picture(id, row, [name, label, smooth]) {
  const figure = element("figure");
  const remade = name === "mask.png" && threshold();
  const path = remade ? `mask?threshold=${threshold()}` : name;
  const caption = id === current ? label : `${label}, ${id}`;
  const image = element("img", null, {
    src: api(id, `/images/${row.image}/${path}`),
    alt: `${caption} of ${row.name}`,
    loading: "lazy",
    class: smooth ? "smooth" : "",
  });
  image.addEventListener("error", () => figure.remove());
  figure.append(image, element("figcaption", remade ? `${caption} at ${threshold()}` : caption));
  return figure;
}

function figure(stage, row) {
  const own = `${stage} ${percent(row.meanIou[stage])}`;
  return row.other[stage] === undefined ? own : `${own} (${other()}: ${percent(row.other[stage])})`;
}

function strip(row) {
  const card = element("article", null, { class: "card strip" });
  const head = element("div", null, { class: "row" });
  head.append(element("strong", row.name), element("span", row.labels.join(", "), { class: "badge" }));
  head.append(element("span", row.split, { class: "muted small" }));
  for (const stage of Object.keys(row.meanIou)) {
    head.append(element("span", figure(stage, row), { class: "muted small number" }));
  }
  const views = element("div", null, { class: "views" });
  for (const view of VIEWS.filter(([name]) => row.made.includes(name))) {
    views.append(picture(current, row, view));
    if (other() && COMPARED.includes(view[0])) {
      views.append(picture(other(), row, view));
    }
  }
  card.append(head, views);
  if (row.problem) {
    card.append(element("p", row.problem, { class: "problem" }));
  }
  return card;
}

export async function showImages(id, again) {
  const question = ++asked;
  current = id;
  const from = again ? 0 : shown;
  const query = new URLSearchParams({ from, limit: PAGE });
  for (const [key, field] of [["class", "filter-class"], ["split", "filter-split"], ["sort", "filter-sort"], ["with", "compare"]]) {
    if ($(field).value) {
      query.set(key, $(field).value);
    }
  }
  if ($("filter-failed").checked) {
    query.set("failed", "true");
  }
  try {
    const page = await json(api(id, `/images?${query}`));
    if (question !== asked) {
      return;
    }
    const strips = page.rows.map(strip);
    if (again) {
      $("images").replaceChildren(...strips);
    } else {
      $("images").append(...strips);
    }
    shown = from + page.rows.length;
    $("count").textContent = page.total ? `${shown} of ${page.total} images` : "No image fits these filters.";
    $("more").hidden = shown >= page.total;
  } catch (error) {
    $("count").textContent = `Cannot load the images: ${error.message}`;
  }
}
