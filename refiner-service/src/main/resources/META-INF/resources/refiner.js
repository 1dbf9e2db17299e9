// The results page: a list of refinements, and one refinement with its figures and pictures.
import { $, api, complaint, element, json } from "/dom.js";
import { showFigures, showTiles } from "/figures.js";
import { showImages, threshold } from "/images.js";
import { progressText, showList, stateOf } from "/list.js";

const EVERY_MILLISECONDS = 2000;
let current = null;
let ended = false;

function linkFiles() {
  const query = threshold() ? `?threshold=${threshold()}` : "";
  for (const format of ["voc", "coco", "csv"]) {
    $(`export-${format}`).href = api(current, `/export/${format}${query}`);
  }
  $("report-html").href = api(current, "/report.html");
  $("report-csv").href = api(current, "/report.csv");
}

async function showState() {
  const id = current;
  const summary = await json(api(id));
  if (id !== current) {
    return null;
  }
  const model = summary.request.model;
  const cam = summary.request.parameters.cam.adversarial ? "AdvCAM" : "CAM";
  $("one-state").textContent =
    `${stateOf(summary)[0]}; ${model.network.architecture}, ${cam}, experiment ${model.experiment}. ` +
    (summary.completed ? "" : progressText(summary.progress));
  ended = Boolean(summary.completed) || summary.progress?.state === "FAILED";
  return summary;
}

function showThreshold(stored) {
  const slider = $("threshold");
  slider.dataset.stored = stored ?? "";
  delete slider.dataset.moved;
  slider.value = stored ?? 0.25;
  $("threshold-value").textContent = stored === null ? "chosen by the rule" : `${Number(stored).toFixed(2)}, as stored`;
}

async function offerComparisons(summary) {
  const all = await json("/api/refinements");
  const alike = all.filter(
    (one) =>
      one.completed &&
      one.request.refinement !== current &&
      one.request.dataset.sha256 === summary.request.dataset.sha256,
  );
  $("compare").replaceChildren(
    element("option", "nothing", { value: "" }),
    ...alike.map((one) => element("option", one.request.refinement, { value: one.request.refinement })),
  );
  offerOrders();
}

function offerOrders() {
  const compares = $("compare").value !== "";
  for (const option of $("filter-sort").querySelectorAll("[data-compares]")) {
    option.disabled = !compares;
    if (!compares && option.selected) {
      $("filter-sort").value = "";
    }
  }
}

async function showOne(id) {
  current = id;
  $("one-title").textContent = id;
  try {
    const summary = await showState();
    if (!summary) {
      return;
    }
    const report = summary.completed?.report ? await json(api(id, "/report")).catch(() => null) : null;
    showTiles(summary);
    showFigures(report);
    showThreshold(report?.thresholds?.["validation.mask"]?.used.threshold ?? summary.request.parameters.backgroundThreshold ?? null);
    linkFiles();
    $("try-card").hidden = !summary.completed || !summary.request.parameters.segmentation;
    $("try-views").replaceChildren();
    const { classes } = await json(api(id, "/classes"));
    $("filter-class").replaceChildren(
      element("option", "all", { value: "" }),
      ...classes.map((name) => element("option", name, { value: name })),
    );
    await offerComparisons(summary);
    await showImages(id, true);
  } catch (error) {
    $("one-state").textContent = `Cannot load: ${error.message}`;
  }
}

async function tryNetwork() {
  const file = $("try-file").files[0];
  if (!file) {
    return;
  }
  $("try-state").textContent = "predicting…";
  try {
    const path = api(current, "/predict");
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": file.type },
      body: file,
    });
    if (!answer.ok) {
      throw new Error(await complaint(answer, path));
    }
    const views = [[file, "your image", "smooth"], [await answer.blob(), "prediction", ""]];
    $("try-views").replaceChildren(
      ...views.map(([blob, label, look]) => {
        const figure = element("figure");
        figure.append(
          element("img", null, { src: URL.createObjectURL(blob), alt: label, class: look }),
          element("figcaption", label),
        );
        return figure;
      }),
    );
    $("try-state").textContent = "";
  } catch (error) {
    $("try-state").textContent = `Cannot predict: ${error.message}`;
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

async function refresh() {
  if (document.hidden) {
    return;
  }
  if (!current) {
    await showList();
  } else if (!ended) {
    await showState().catch(() => null);
    if (ended) {
      await showOne(current);
    }
  }
}

for (const field of ["filter-class", "filter-split", "filter-sort", "filter-failed"]) {
  $(field).addEventListener("change", () => showImages(current, true));
}
$("compare").addEventListener("change", () => {
  offerOrders();
  showImages(current, true);
});
$("threshold").addEventListener("input", () => {
  $("threshold").dataset.moved = "yes";
  $("threshold-value").textContent = Number($("threshold").value).toFixed(2);
});
$("threshold").addEventListener("change", () => {
  linkFiles();
  showImages(current, true);
});
$("threshold-reset").addEventListener("click", () => {
  const stored = $("threshold").dataset.stored;
  showThreshold(stored === "" ? null : Number(stored));
  linkFiles();
  showImages(current, true);
});
$("try-file").addEventListener("change", tryNetwork);
$("more").addEventListener("click", () => showImages(current, false));
addEventListener("hashchange", route);
setInterval(refresh, EVERY_MILLISECONDS);
route();
