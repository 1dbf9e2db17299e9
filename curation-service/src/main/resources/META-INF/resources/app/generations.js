// The generation of the queue: whose results everyone reviews. One classifier alone is no choice.

import { $, el } from "../wood/dom.js";
import { count, sentence } from "../wood/format.js";
import { generations, showGeneration } from "./api.js";
import { clearNotice, notice } from "./notices.js";

const NEWEST = "the newest result of each image";

/** Draws the control; it is read again when the view may hold another generation. */
export async function drawGenerations(mayChoose) {
  try {
    const { shown, generations: all } = await generations();
    const select = $("generation");
    select.closest(".field").hidden = all.length < 2 && !shown;
    select.disabled = !mayChoose;
    select.replaceChildren(
      el("option", { value: "", text: NEWEST, selected: !shown }),
      ...all.map(({ generation, experiment, candidates }) =>
        el("option", { value: generation, text: `${experiment} (${count(candidates)})`, selected: generation === shown })));
  } catch {
    // The connection badge shows it; the control stays as it is.
  }
}

/** Switches when a person chooses; the live update says when the queue follows. */
export function listenForGeneration(reviewer, mayChoose) {
  $("generation").addEventListener("change", async () => {
    try {
      clearNotice("generation");
      await showGeneration($("generation").value || null, reviewer() || null);
    } catch (error) {
      notice("generation", "bad", `The queue does not switch: ${sentence(error.message)}`);
      drawGenerations(mayChoose());
    }
  });
}
