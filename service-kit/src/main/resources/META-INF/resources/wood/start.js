// The start page: the stages of the pipeline with their counts.

import { getJson } from "./api.js";
import { $, el, showMessage } from "./dom.js";
import { count, sentence } from "./format.js";
import { poll } from "./live.js";
import { pageLink, showConnection } from "./nav.js";

const PAUSE = 2000;
const STAGES = [
  ["ranker", "Ranker", "Scores published images with the classifier and keeps the hard out-of-distribution candidates.", [
    ["published", "candidates published"], ["waiting", "waiting for the ranker"],
    ["ranked", "ranked as hard OoD"], ["dismissed", "dismissed"],
  ]],
  ["curation", "Curation", "People approve candidates without an object and prune the others.", [["decided", "decisions"]]],
  ["trainer", "Trainer", "Trains the classifier on the labelled images and the approved OoDs.", [
    ["experiments", "experiments requested"], ["trained", "classifiers trained"],
  ]],
  ["refiner", "Refiner", "Turns the classifier's activation maps into masks.", [["refinements", "refinements completed"]]],
];

const values = new Map();

const stage = ([service, title, text, counts]) =>
  el("li", { class: "card stack" },
    el("h2", {}, pageLink(service, "", { text: title })),
    el("p", { class: "muted small", text }),
    el("dl", { class: "counts" }, ...counts.map(([name, label]) => {
      const value = el("dd", { class: "value", text: "–" });
      values.set(name, value);
      return el("div", {}, el("dt", { class: "muted small", text: label }), value);
    })));

async function refresh() {
  try {
    const counts = await getJson("api/pipeline");
    values.forEach((value, name) => {
      value.textContent = counts[name] === undefined ? "unknown" : count(counts[name]);
      value.classList.toggle("unknown", counts[name] === undefined);
    });
    const known = Object.keys(counts).length > 0;
    showMessage($("problem"), known ? null : "Kafka does not answer, so the counts are unknown. This page keeps trying.");
    showConnection(known);
  } catch (error) {
    showMessage($("problem"), sentence(error.message));
    showConnection(false);
  }
}

$("stages").append(...STAGES.map(stage));
poll(refresh, PAUSE);
