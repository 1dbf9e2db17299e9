// The experiments that the page knows, and what it says about one in a line.

import { getJson } from "../wood/api.js";
import { $, badge, el, showMessage } from "../wood/dom.js";
import { progress, sentence } from "../wood/format.js";
import { experimentPlace } from "../wood/nav.js";

export const experiments = new Map();

const LOOKS = { QUEUED: "warn", RUNNING: "info", REFINING: "info", INCOMPLETE: "warn", SUCCEEDED: "good", FAILED: "bad", CANCELLED: "" };

export const path = (experiment, rest = "") => `api/experiments/${encodeURIComponent(experiment)}${rest}`;

/** Runs the work and shows its failure on the page. */
export const guarded = (work) => async (...values) => {
  try {
    const result = await work(...values);
    showMessage($("problem"), null);
    return result;
  } catch (error) {
    showMessage($("problem"), sentence(error.message));
    return undefined;
  }
};

export const readExperiments = guarded(async () => {
  const all = await getJson("api/experiments");
  experiments.clear();
  all.forEach((summary) => experiments.set(summary.experiment, summary));
});

export const newestFirst = () =>
  [...experiments.values()].sort(
    (a, b) => b.requestedAt.localeCompare(a.requestedAt) || a.experiment.localeCompare(b.experiment),
  );

export const isOpen = (summary) => summary.state === "QUEUED" || summary.state === "RUNNING";

export const stateBadge = (state) => badge(state.toLowerCase(), LOOKS[state] ?? "");

export const linkTo = (experiment) =>
  el("a", { href: experimentPlace(experiment), text: experiment });

/** Entries of a map of figures in the order of their names. */
export const byName = (figures) => Object.entries(figures ?? {}).sort(([a], [b]) => a.localeCompare(b));

/** A bar with phase, speed and time left; the message when the experiment has ended. */
export function progressOf(summary) {
  const step = summary.progress;
  if (!step || !isOpen(summary)) {
    return el("span", { class: "muted small clipped", title: summary.message, text: summary.message || "" });
  }
  return el("div", { class: "progress-cell" },
    el("progress", { class: "meter", max: step.total || 1, value: step.total ? step.done : 0, "aria-label": step.phase }),
    el("span", { class: "muted small left", text: progress(step) }));
}
