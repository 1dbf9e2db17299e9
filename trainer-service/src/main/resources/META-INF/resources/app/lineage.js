// What something was made of, and what was made of it: one column per kind, each node a link.

import { getJson } from "../wood/api.js";
import { $, el } from "../wood/dom.js";
import { candidatePlace, lineagePlace, pageLink, refinementPlace } from "../wood/nav.js";
import { guarded, linkTo } from "./state.js";

const KINDS = ["SOURCE", "PERSON", "DECISION", "CANDIDATE", "DATASET", "EXPERIMENT", "REFINEMENT", "MASK"];
const TRACED = new Set(["CANDIDATE", "EXPERIMENT", "REFINEMENT", "MASK"]);

let requests = 0;

const short = (id) => id.replace(/[0-9a-f]{64}/g, (hash) => hash.slice(0, 12));

const nameOf = ({ id, kind }) =>
  TRACED.has(kind) ? el("a", { href: lineagePlace(id), title: id, text: short(id) }) : el("span", { title: id, text: id });

/** The page that shows the node itself. */
function own({ id, kind }) {
  if (kind === "EXPERIMENT") {
    return linkTo(id);
  }
  if (kind === "REFINEMENT") {
    return pageLink("refiner", refinementPlace(id.replace(/^refinement /, "")), { text: "masks" });
  }
  return kind === "CANDIDATE" ? pageLink("curation", candidatePlace(id), { text: "decisions" }) : null;
}

function nodeCard(node, subject, links) {
  const facts = Object.entries(node.facts).map(([name, value]) => `${name} ${short(value)}`);
  const used = links.filter(({ to }) => to === node.id).map(({ from, text }) => `${text}: ${short(from)}`);
  return el("section", { class: "card" },
    el("h3", {}, nameOf(node), node.id === subject ? " (asked for)" : ""),
    facts.length ? el("p", { class: "muted small", text: facts.join(", ") }) : null,
    used.length
      ? el("p", { class: "small", text: `from ${used.slice(0, 6).join("; ")}${used.length > 6 ? ` and ${used.length - 6} more` : ""}` })
      : null,
    own(node));
}

export const drawLineage = guarded(async (subject) => {
  const request = ++requests;
  $("lineage").replaceChildren(el("div", { class: "state" }, el("div", { class: "spinner" })));
  const { nodes, links, remarks } = await getJson(`api/lineage?of=${encodeURIComponent(subject)}`);
  // A slow answer must not replace a graph that was opened later.
  if (request !== requests) {
    return;
  }
  const columns = KINDS.filter((kind) => nodes.some((node) => node.kind === kind));
  $("lineage").replaceChildren(
    el("div", { class: "row heading" }, el("h1", { text: `Lineage of ${short(subject)}` })),
    ...remarks.map((text) => el("p", { class: "notice warn", text })),
    el("div", { class: "charts" },
      ...columns.map((kind) => {
        const those = nodes.filter((node) => node.kind === kind);
        return el("div", { class: "stack" },
          el("h2", { text: `${kind.toLowerCase()} (${those.length})` }),
          ...those.map((node) => nodeCard(node, subject, links)));
      })));
});
