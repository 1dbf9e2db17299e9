// The list of refinements, and what a line says about one.

import { $, badge, el, row } from "../wood/dom.js";
import { dateTime, points, progress, sentence } from "../wood/format.js";
import { refinementPlace, showConnection } from "../wood/nav.js";
import { refinements } from "./api.js";

const FIGURES = ["seed.mIoU", "mask.mIoU", "mask.precision", "mask.recall", "segmentation.mIoU"];

/** The state of a refinement as [text, look]. */
export function stateOf(summary) {
  if (summary.completed) {
    const { failed } = summary.completed;
    return failed > 0 ? [`done, ${failed} failed`, "warn"] : ["done", "good"];
  }
  const state = summary.progress?.state ?? "WAITING";
  return [state.toLowerCase(), state === "FAILED" ? "bad" : "info"];
}

export function progressText(summary) {
  if (!summary.progress) {
    return "waiting for a replica";
  }
  const { message, figures } = summary.progress;
  const reused = figures?.reused ? `, ${figures.reused} from earlier refinements` : "";
  return message || progress(summary.progress.progress) + reused;
}

/** A metric on the validation images, or on the training images when there are no others. */
export function metric(summary, name) {
  const metrics = summary.completed?.metrics ?? {};
  return metrics[`validation.${name}`] ?? metrics[`train.${name}`];
}

function line(summary) {
  const id = summary.request.refinement;
  const made = row(
    el("a", { href: refinementPlace(id), text: id }),
    badge(...stateOf(summary)),
    summary.completed ? "" : progressText(summary),
    ...FIGURES.map((figure) => [points(metric(summary, figure)), "number"]),
    dateTime(summary.request.requestedAt),
  );
  made.addEventListener("click", () => {
    location.hash = refinementPlace(id);
  });
  return made;
}

/** Shows all refinements, or those of one experiment. */
export async function showList(experiment) {
  try {
    const all = (await refinements()).filter(({ request }) => !experiment || request.model.experiment === experiment);
    $("list").replaceChildren(...all.map(line));
    $("list-table").hidden = all.length === 0;
    $("list-empty").hidden = all.length > 0;
    $("list-state").textContent = "";
    showConnection(true);
  } catch (error) {
    $("list-state").textContent = sentence(`cannot load the refinements: ${error.message}`);
    showConnection(false);
  }
}
