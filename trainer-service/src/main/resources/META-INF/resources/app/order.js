// The dialog that requests an experiment.

import { getJson, sendJson } from "../wood/api.js";
import { $, el, showMessage } from "../wood/dom.js";
import { sentence } from "../wood/format.js";
import { experimentPlace } from "../wood/nav.js";
import { guarded, newestFirst } from "./state.js";

const openOrder = guarded(async () => {
  const datasets = await getJson("api/datasets");
  $("order-dataset").replaceChildren(
    ...datasets.map(({ name, trainingImages, classes }) =>
      el("option", { value: name, text: `${name} (${trainingImages} images, ${classes.length} classes)` })));
  $("order-initial").replaceChildren(
    el("option", { value: "", text: "a random network" }),
    ...newestFirst()
      .filter(({ state }) => state === "SUCCEEDED")
      .map(({ experiment, arm }) => el("option", { value: experiment, text: `${experiment} (${arm})` })));
  showMessage($("order-problem"), null);
  $("order").showModal();
});

function json(id, name) {
  try {
    return JSON.parse($(id).value.trim() || "{}");
  } catch (error) {
    throw new Error(`the ${name} is not valid JSON: ${error.message}`);
  }
}

async function placeOrder(event) {
  event.preventDefault();
  try {
    const order = {
      datasetName: $("order-dataset").value,
      arm: $("order-arm").value,
      seed: Number($("order-seed").value),
      parameters: json("order-parameters", "parameter field"),
      again: $("order-again").checked,
      requestedBy: "page",
    };
    if ($("order-initial").value) {
      order.initialExperiment = $("order-initial").value;
    }
    if ($("order-selection").value.trim()) {
      order.selection = json("order-selection", "selection");
    }
    if ($("order-refine").checked) {
      order.refinement = {};
    }
    const request = await sendJson("POST", "api/experiments", order);
    $("order").close();
    location.hash = experimentPlace(request.experiment);
  } catch (error) {
    showMessage($("order-problem"), sentence(error.message));
  }
}

$("new").addEventListener("click", openOrder);
$("order-close").addEventListener("click", () => $("order").close());
$("order-form").addEventListener("submit", placeOrder);
