// Shows the ranker's classifier, its counts and its latest hard OoD candidates.

import { getJson, sendJson } from "../wood/api.js";
import { $, el, showMessage } from "../wood/dom.js";
import { count, probability, sentence } from "../wood/format.js";
import { poll } from "../wood/live.js";
import { candidatePlace, experimentPlace, pageLink, showConnection } from "../wood/nav.js";

const PAUSE = 2000;
let before = null;
let shownModel = "";
let shownRecent = null;

function imagesPerSecond(counts) {
  const total = counts.ranked + counts.belowThreshold + counts.unusable;
  const now = performance.now();
  const rate = before ? ((total - before.total) * 1000) / (now - before.at) : 0;
  before = { total, at: now };
  return Math.max(0, rate).toFixed(1);
}

function showModel({ model, problem }) {
  const key = model ? model.weights.sha256 + model.experiment : "";
  if (key !== shownModel || !model) {
    shownModel = key;
    $("model").replaceChildren(...(model
      ? [
        pageLink("trainer", experimentPlace(model.experiment), { text: model.experiment }),
        `: ${model.network.architecture}, ${model.classes.length} classes (${model.classes.join(", ")}), weights ${model.weights.sha256.slice(0, 12)}`,
      ]
      : ["No classifier yet: candidates wait until one is trained."]));
  }
  showMessage($("problem"), problem && sentence(problem));
}

function showRerank(run) {
  $("rerank").disabled = run.running;
  $("rerank-progress").hidden = !run.running;
  $("rerank-cancel").hidden = !run.running;
  $("rerank-cancel").dataset.reranking = run.reranking ?? "";
  $("rerank-progress").max = Math.max(1, run.total);
  $("rerank-progress").value = run.done;
  const failed = run.failed > 0 ? `, ${count(run.failed)} failed` : "";
  $("rerank-text").textContent = run.startedAt
    ? `${run.experiment}: ${run.state.toLowerCase()}, ${count(run.done)} of ${count(run.total)} records, ${count(run.selected)} candidates${failed}. ${run.message && sentence(run.message)}`
    : "";
}

const picture = (image, kind, alt) =>
  el("img", { src: `api/recent/${image}/${kind}`, alt, loading: "lazy", class: kind });

const card = ({ image, name, predictedClass, score }) =>
  el("li", { "data-image": image },
    pageLink("curation", candidatePlace(image), { class: "candidate", title: `Review ${name || "this candidate"}` },
      el("div", { class: "pictures" },
        picture(image, "picture", `${name || "candidate"}, predicted ${predictedClass}`),
        picture(image, "overlay", "")),
      el("div", { class: "caption" }, el("span", { text: predictedClass }), el("span", { class: "number", text: probability(score) }))));

/** Marks the candidate that the address names. */
function markLinked() {
  const image = location.hash.slice(1);
  const cards = [...$("recent").children];
  cards.forEach((one) => one.classList.toggle("linked", one.dataset.image === image));
  const linked = cards.find((one) => one.dataset.image === image);
  linked?.scrollIntoView({ block: "nearest" });
  showMessage($("not-recent"), image && !linked ? "The linked candidate is not among the latest hard OoD candidates." : null);
}

function showRecent(recent) {
  const now = recent.map(({ image, score }) => image + score).join();
  if (now !== shownRecent) {
    shownRecent = now;
    $("recent").replaceChildren(...recent.map(card));
    $("empty").hidden = recent.length > 0;
    markLinked();
  }
}

function showStatus(status) {
  showModel(status);
  $("ranked").textContent = count(status.counts.ranked);
  $("below").textContent = count(status.counts.belowThreshold);
  $("unusable").textContent = count(status.counts.unusable);
  $("threshold").textContent = status.threshold;
  $("rate").textContent = imagesPerSecond(status.counts);
  showRerank(status.rerank);
  showRecent(status.recent);
}

async function showChoice() {
  const { known, choice } = await getJson("api/model");
  $("choice").replaceChildren(
    $("choice").options[0],
    ...known.map(({ experiment, arm }) => el("option", { value: experiment, text: `${experiment} (${arm})` })));
  $("choice").value = choice ?? "";
}

async function refresh() {
  try {
    showStatus(await getJson("api/status"));
    showMessage($("offline"), null);
    showConnection(true);
  } catch (error) {
    showMessage($("offline"), sentence(error.message));
    showConnection(false);
  }
}

const showFailure = (error) => showMessage($("failure"), sentence(error.message));

/** Runs what the person asked for and shows its failure until the next request. */
function act(work) {
  showMessage($("failure"), null);
  work().catch(showFailure);
}

$("choose").addEventListener("submit", (event) => {
  event.preventDefault();
  act(() => sendJson("PUT", "api/model", { experiment: $("choice").value || null }));
});
$("choice").addEventListener("focus", () => act(showChoice), { once: true });
$("rerank").addEventListener("click", () => act(async () => showRerank(await sendJson("POST", "api/rerank"))));
$("rerank-cancel").addEventListener("click", ({ currentTarget }) =>
  act(async () => showRerank(await sendJson("DELETE", `api/rerankings/${currentTarget.dataset.reranking}`))));
addEventListener("hashchange", markLinked);

act(showChoice);
poll(refresh, PAUSE);
