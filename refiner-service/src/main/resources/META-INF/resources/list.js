// The list of refinements, and what one line says of one.
import { $, element, json, percent } from "/dom.js";

export function stateOf(summary) {
  if (summary.completed) {
    return summary.completed.failed > 0 ? [`done, ${summary.completed.failed} failed`, "warn"] : ["done", "good"];
  }
  const state = summary.progress?.state ?? "WAITING";
  return [state.toLowerCase(), state === "FAILED" ? "bad" : "info"];
}

export function progressText(progress) {
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

export function metric(summary, name) {
  const metrics = summary.completed?.metrics ?? {};
  return metrics[`validation.${name}`] ?? metrics[`train.${name}`];
}

const FIGURES = ["seed.mIoU", "mask.mIoU", "mask.precision", "mask.recall", "segmentation.mIoU"];

function line(summary) {
  const id = summary.request.refinement;
  const row = element("tr");
  const name = element("td");
  name.append(element("a", id, { href: `#${encodeURIComponent(id)}` }));
  const [text, tone] = stateOf(summary);
  const state = element("td");
  state.append(element("span", text, { class: `badge ${tone}` }));
  row.append(
    name,
    state,
    element("td", summary.completed ? "" : progressText(summary.progress)),
    ...FIGURES.map((figure) => element("td", percent(metric(summary, figure)), { class: "number" })),
    element("td", new Date(summary.request.requestedAt).toLocaleString()),
  );
  row.addEventListener("click", () => {
    location.hash = encodeURIComponent(id);
  });
  return row;
}

export async function showList() {
  try {
    const all = await json("/api/refinements");
    $("list").replaceChildren(...all.map(line));
    $("list-state").textContent = all.length
      ? ""
      : "Nothing has been refined yet. A trained experiment that asks for masks, or `./wood refine EXPERIMENT`, starts one.";
  } catch (error) {
    $("list-state").textContent = `Cannot load: ${error.message}`;
  }
}
