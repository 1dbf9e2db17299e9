// The page: a list of refinements, or one refinement with its figures and images.

import { send } from "../wood/api.js";
import { $, el } from "../wood/dom.js";
import { sentence } from "../wood/format.js";
import { poll } from "../wood/live.js";
import { experimentPlace, pageLink, showConnection } from "../wood/nav.js";
import { path, refinement, refinements } from "./api.js";
import { showFigures, showNotes, showTiles } from "./figures.js";
import { showImages, threshold } from "./images.js";
import { progressText, showList, stateOf } from "./list.js";

const PAUSE = 2000;
const EXPERIMENT = "experiment/";
const CHANGES = "changes/";
let current = null;
let experiment = null;
// The refinement that the address names for a comparison.
let compared = null;
let ended = false;

function linkFiles() {
  const masks = $("export-masks").value;
  const moved = masks === "mask" && threshold() ? `&threshold=${threshold()}` : "";
  const query = `?masks=${masks}${moved}`;
  for (const format of ["voc", "voc-images", "coco", "coco-polygons", "png", "csv"]) {
    $(`export-${format}`).href = path(current, `/export/${format}${query}`);
  }
  $("report-html").href = path(current, "/report.html");
  $("report-csv").href = path(current, "/report.csv");
}

async function showState() {
  const id = current;
  const summary = await refinement(id);
  if (id !== current) {
    return null;
  }
  const model = summary.request.model;
  const cam = summary.request.parameters.cam.adversarial ? "AdvCAM" : "CAM";
  const text = `${stateOf(summary)[0]}: ${model.network.architecture}, ${cam}, experiment `;
  const rest = summary.completed ? "" : ` · ${progressText(summary)}`;
  // A link that the pointer is on stays: only a changed text is drawn.
  if ($("one-state").textContent !== text + model.experiment + rest) {
    $("one-state").replaceChildren(text, pageLink("trainer", experimentPlace(model.experiment), { text: model.experiment }), rest);
  }
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
  const all = await refinements();
  const alike = all.filter(
    (one) =>
      one.completed &&
      one.request.refinement !== current &&
      one.request.dataset.sha256 === summary.request.dataset.sha256,
  );
  $("compare").replaceChildren(
    el("option", { value: "", text: "nothing" }),
    ...alike.map(({ request }) => el("option", { value: request.refinement, text: request.refinement })),
  );
  if (compared) {
    $("compare").value = compared;
    $("filter-sort").value = "difference:mask";
  }
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
  $("one-title").textContent = id;
  $("filter-card").hidden = false;
  try {
    const summary = await showState();
    const report = summary?.completed?.report ? await refinement(id, "/report?images=false").catch(() => null) : null;
    const { classes } = await refinement(id, "/classes");
    // A slow answer must not replace a refinement that was opened later.
    if (id !== current) {
      return;
    }
    showTiles(summary);
    showNotes(summary, report);
    showFigures(report);
    showThreshold(report?.thresholds?.["validation.mask"]?.used.threshold ?? summary.request.parameters.backgroundThreshold ?? null);
    const predicts = Boolean(summary.completed && summary.request.parameters.segmentation);
    $("export-masks-field").hidden = !predicts;
    // With another refinement's network there are no pseudo-masks.
    const hasMasks = !summary.request.predictor;
    $("export-masks").options[0].disabled = !hasMasks;
    $("export-masks").value = hasMasks ? "mask" : "prediction";
    linkFiles();
    $("try-card").hidden = !predicts;
    $("try-views").replaceChildren();
    $("filter-class").replaceChildren(
      el("option", { value: "", text: "all" }),
      ...classes.map((name) => el("option", { value: name, text: name })),
    );
    await offerComparisons(summary);
    await showImages(id, true);
  } catch (error) {
    if (id === current) {
      $("one-state").textContent = sentence(`cannot load the refinement: ${error.message}`);
    }
  }
}

async function tryNetwork() {
  const file = $("try-file").files[0];
  if (!file) {
    return;
  }
  $("try-state").textContent = "predicting…";
  try {
    const answer = await send(path(current, "/predict"), { method: "POST", headers: { "Content-Type": file.type }, body: file });
    const views = [[file, "your image", "smooth"], [await answer.blob(), "prediction", ""]];
    $("try-views").replaceChildren(
      ...views.map(([blob, label, look]) =>
        el("figure", {}, el("img", { src: URL.createObjectURL(blob), alt: label, class: look }), el("figcaption", { text: label }))));
    $("try-state").textContent = "";
  } catch (error) {
    $("try-state").textContent = sentence(`cannot predict: ${error.message}`);
  }
}

/** The refinement with the masks of an experiment: the one that has its id, else the first by name. Predictions have no masks. */
function masksOf(all, name) {
  const made = all
    .filter(({ completed, request }) => completed && !request.predictor && request.model.experiment === name)
    .sort((a, b) => (a.request.refinement < b.request.refinement ? -1 : 1));
  return made.find(({ request }) => request.refinement === name) ?? made[0];
}

/** Opens the masks of an experiment beside those of another one, largest difference first; until then no refinement is open. */
async function showChanges(place, pair) {
  $("one-title").textContent = pair.join(" and ");
  $("one-state").textContent = "Loading…";
  for (const part of ["tiles", "notes", "images", "count"]) {
    $(part).replaceChildren();
  }
  for (const part of ["figures", "filter-card", "try-card", "more"]) {
    $(part).hidden = true;
  }
  try {
    const all = await refinements();
    showConnection(true);
    if (place !== location.hash.slice(1)) {
      return;
    }
    const [own, other] = pair.map((name) => masksOf(all, name));
    const without = pair[own ? 1 : 0];
    if (!own || !other) {
      $("one-state").textContent = `The experiment ${without} has no masks: ./wood refine ${without}`;
    } else if (own.request.dataset.sha256 !== other.request.dataset.sha256) {
      $("one-state").textContent = "The masks are of two datasets; refine both experiments on the same one.";
    } else {
      current = own.request.refinement;
      compared = other.request.refinement;
      await showOne(current);
    }
  } catch (error) {
    $("one-state").textContent = sentence(`cannot load the refinements: ${error.message}`);
    showConnection(false);
  }
}

/** The address names a refinement, the refinements of one experiment, two experiments, or nothing: all refinements. */
function route() {
  const place = location.hash.slice(1);
  const pair = place.startsWith(CHANGES) ? place.slice(CHANGES.length).split("/").map(decodeURIComponent) : null;
  compared = null;
  experiment = place.startsWith(EXPERIMENT) ? decodeURIComponent(place.slice(EXPERIMENT.length)) : null;
  current = experiment === null && pair === null && place ? decodeURIComponent(place) : null;
  $("list-view").hidden = current !== null || pair !== null;
  $("one-view").hidden = current === null && pair === null;
  if (pair) {
    showChanges(place, pair);
    return;
  }
  if (current) {
    showOne(current);
    return;
  }
  $("list-experiment").hidden = experiment === null;
  $("list-experiment-name").replaceChildren(
    experiment === null ? "" : pageLink("trainer", experimentPlace(experiment), { text: experiment }));
  showList(experiment);
}

async function refresh() {
  if (!current) {
    if (!$("list-view").hidden) {
      await showList(experiment);
    }
    return;
  }
  const id = current;
  try {
    if (!ended) {
      await showState();
      if (ended && id === current) {
        await showOne(id);
      }
    }
    showConnection(true);
  } catch {
    showConnection(false);
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
$("export-masks").addEventListener("change", linkFiles);
$("try-file").addEventListener("change", tryNetwork);
$("more").addEventListener("click", () => showImages(current, false));
addEventListener("hashchange", route);
route();
poll(refresh, PAUSE);
