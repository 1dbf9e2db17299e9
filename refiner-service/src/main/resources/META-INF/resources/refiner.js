// The results page: a list of refinements, and one refinement with its figures and pictures.
const $ = (id) => document.getElementById(id);
const PAGE = 12;
const VIEWS = [
  ["image", "image", true],
  ["overlay.jpg", "CAM", true],
  ["irn-label.png", "label for IRN", false],
  ["mask.png", "mask", false],
  ["prediction.png", "prediction", false],
  ["truth", "truth", false],
];
let current = null;
let report = null;
let shown = 0;

const percent = (value) => (typeof value === "number" ? (100 * value).toFixed(1) : "–");

async function json(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail || `${path}: ${response.status}`);
  }
  return response.json();
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null && text !== undefined) {
    made.textContent = text;
  }
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

function stateOf(summary) {
  if (summary.completed) {
    return ["done", "good"];
  }
  const state = summary.progress?.state ?? "WAITING";
  return [state.toLowerCase(), state === "FAILED" ? "bad" : "info"];
}

function progressText(progress) {
  if (!progress) {
    return "waiting for a replica";
  }
  if (progress.message) {
    return progress.message;
  }
  const p = progress.progress;
  const rate = p.perSecond > 0 ? `, ${p.perSecond.toFixed(1)}/s` : "";
  const left = p.secondsLeft ? `, ${Math.ceil(p.secondsLeft)} s left` : "";
  return `${p.phase}: ${p.done} of ${p.total} ${p.unit}${rate}${left}`;
}

function metric(summary, name) {
  const metrics = summary.completed?.metrics ?? {};
  return metrics[`validation.${name}`] ?? metrics[`train.${name}`];
}

async function showList() {
  try {
    const all = await json("/api/refinements");
    $("list").replaceChildren(
      ...all.map((summary) => {
        const id = summary.request.refinement;
        const row = element("tr");
        const link = element("a", id, { href: `#${encodeURIComponent(id)}` });
        const name = element("td");
        name.append(link);
        const [text, tone] = stateOf(summary);
        const state = element("td");
        state.append(element("span", text, { class: `badge ${tone}` }));
        row.append(
          name,
          state,
          element("td", summary.completed ? "" : progressText(summary.progress)),
          ...["seed.mIoU", "mask.mIoU", "mask.precision", "mask.recall"].map((figure) =>
            element("td", percent(metric(summary, figure)), { class: "number" }),
          ),
          element("td", new Date(summary.request.requestedAt).toLocaleString()),
        );
        row.addEventListener("click", () => {
          location.hash = encodeURIComponent(id);
        });
        return row;
      }),
    );
    $("list-state").textContent = all.length
      ? ""
      : "Nothing has been refined yet. A trained experiment that asks for masks, or `./wood refine EXPERIMENT`, starts one.";
  } catch (error) {
    $("list-state").textContent = `Cannot load: ${error.message}`;
  }
}

function tile(label, value) {
  const made = element("div", null, { class: "card figure-tile" });
  made.append(element("span", label, { class: "label" }), element("span", value, { class: "value" }));
  return made;
}

function showClasses(stage) {
  for (const button of $("stage-choice").children) {
    button.setAttribute("aria-pressed", String(button.dataset.stage === stage));
  }
  const scores = report.figures[stage].classes;
  const order = scores.map((score, index) => [score, index]);
  order.sort((a, b) => Number(a[0].iou) - Number(b[0].iou));
  $("class-rows").replaceChildren(
    ...order.map(([score, index]) => {
      const row = element("tr");
      const bar = element("td");
      const value = Number(score.iou);
      bar.append(
        element("meter", null, {
          class: "iou-bar",
          min: 0,
          max: 1,
          value: Number.isFinite(value) ? value : 0,
          "aria-label": `IoU of ${report.classes[index]}`,
        }),
      );
      row.append(
        element("td", report.classes[index]),
        bar,
        ...["iou", "precision", "recall"].map((name) =>
          element("td", percent(Number(score[name])), { class: "number" }),
        ),
      );
      return row;
    }),
  );
}

async function showReport(summary) {
  report = summary.completed?.report
    ? await json(`/api/refinements/${current}/report`).catch(() => null)
    : null;
  $("per-class").hidden = !report;
  if (!report) {
    return;
  }
  const stages = Object.keys(report.figures);
  $("stage-choice").replaceChildren(
    ...stages.map((stage) => {
      const button = element("button", stage, { type: "button", class: "button" });
      button.dataset.stage = stage;
      button.addEventListener("click", () => showClasses(stage));
      return button;
    }),
  );
  showClasses(stages.find((stage) => stage.endsWith("mask")) ?? stages[0]);
}

function strip(row) {
  const card = element("article", null, { class: "card strip" });
  const head = element("div", null, { class: "row" });
  head.append(element("strong", row.name), element("span", row.labels.join(", "), { class: "badge" }));
  head.append(element("span", row.split, { class: "muted small" }));
  for (const [stage, value] of Object.entries(row.meanIou)) {
    head.append(element("span", `${stage} ${percent(Number(value))}`, { class: "muted small number" }));
  }
  const views = element("div", null, { class: "views" });
  for (const [name, label, smooth] of VIEWS) {
    if (row.made.includes(name)) {
      const figure = element("figure");
      figure.append(
        element("img", null, {
          src: `/api/refinements/${current}/images/${row.image}/${name}`,
          alt: `${label} of ${row.name}`,
          loading: "lazy",
          class: smooth ? "smooth" : "",
        }),
        element("figcaption", label),
      );
      views.append(figure);
    }
  }
  card.append(head, views);
  if (row.problem) {
    card.append(element("p", row.problem, { class: "problem" }));
  }
  return card;
}

async function showImages(again) {
  if (again) {
    shown = 0;
    $("images").replaceChildren();
  }
  const query = new URLSearchParams({ from: shown, limit: PAGE });
  for (const [key, field] of [["class", "filter-class"], ["split", "filter-split"], ["sort", "filter-sort"]]) {
    if ($(field).value) {
      query.set(key, $(field).value);
    }
  }
  const page = await json(`/api/refinements/${current}/images?${query}`);
  $("images").append(...page.rows.map(strip));
  shown += page.rows.length;
  $("count").textContent = `${shown} of ${page.total} images`;
  $("more").hidden = shown >= page.total;
}

async function showOne(id) {
  current = encodeURIComponent(id);
  $("one-title").textContent = id;
  try {
    const summary = await json(`/api/refinements/${current}`);
    const [text] = stateOf(summary);
    const model = summary.request.model;
    $("one-state").textContent =
      `${text}; ${model.network.architecture}, experiment ${model.experiment}. ` +
      (summary.completed ? "" : progressText(summary.progress));
    const figures = [
      ["Seed mIoU", "seed.mIoU"],
      ["Mask mIoU", "mask.mIoU"],
      ["Mask precision", "mask.precision"],
      ["Mask recall", "mask.recall"],
      ["Network mIoU", "segmentation.mIoU"],
    ];
    $("tiles").replaceChildren(
      ...figures
        .filter(([, name]) => metric(summary, name) !== undefined)
        .map(([label, name]) => tile(label, percent(metric(summary, name)))),
    );
    for (const format of ["voc", "coco", "csv"]) {
      $(`export-${format}`).href = `/api/refinements/${current}/export/${format}`;
    }
    const { classes } = await json(`/api/refinements/${current}/classes`);
    $("filter-class").replaceChildren(
      element("option", "all", { value: "" }),
      ...classes.map((name) => element("option", name, { value: name })),
    );
    await showReport(summary);
    await showImages(true);
  } catch (error) {
    $("one-state").textContent = `Cannot load: ${error.message}`;
  }
}

function route() {
  const id = decodeURIComponent(location.hash.slice(1));
  $("list-view").hidden = id !== "";
  $("one-view").hidden = id === "";
  if (id) {
    showOne(id);
  } else {
    current = null;
    showList();
  }
}

for (const field of ["filter-class", "filter-split", "filter-sort"]) {
  $(field).addEventListener("change", () => showImages(true));
}
$("more").addEventListener("click", () => showImages(false));
addEventListener("hashchange", route);
setInterval(() => {
  if (!current && !document.hidden) {
    showList();
  }
}, 2000);
route();
