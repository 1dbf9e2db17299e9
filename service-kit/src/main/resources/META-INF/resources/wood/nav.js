// The header that all pages share: brand, links between the services, connection, theme. A page
// writes <header class="bar" data-page="trainer"> with its own parts; this module adds the rest.

import { getJson, ROOT } from "./api.js";
import { el, svg } from "./dom.js";

const RETRY_PAUSE = 5000;
const SERVICES = [
  ["ranker", "Ranker", "Candidates and the classifier that scores them"],
  ["curation", "Curation", "Review of candidates"],
  ["trainer", "Trainer", "Experiments"],
  ["refiner", "Refiner", "Masks"],
];

/** A configured address is absolute, a path on this host, or :PORT/ on this host. */
const resolve = (address) =>
  (address.startsWith(":") ? `${location.protocol}//${location.hostname}${address}` : new URL(address, location.origin).href);

async function readAddresses() {
  for (;;) {
    try {
      return await getJson("api/pages");
    } catch {
      await new Promise((retry) => setTimeout(retry, RETRY_PAUSE));
    }
  }
}

const addresses = readAddresses();

/** A link to a place on another service's page; it works as soon as the addresses are known. */
export function pageLink(service, place, attributes, ...children) {
  const link = el("a", attributes, ...children);
  addresses.then((known) => {
    link.href = resolve(known[service]) + place;
  });
  return link;
}

/** The place of a candidate on the curation page. */
export const candidatePlace = (image) => `?status=ALL&view=one#${image}`;

/** The place of an experiment on the trainer's page. */
export const experimentPlace = (experiment) => `#/experiments/${encodeURIComponent(experiment)}`;

/** The place of the refinements of one experiment on the refiner's page. */
export const refinementsPlace = (experiment) => `#experiment/${encodeURIComponent(experiment)}`;

/** The place of one refinement on the refiner's page. */
export const refinementPlace = (refinement) => `#${encodeURIComponent(refinement)}`;

/** The place of the images on the refiner's page whose masks differ most between two experiments. */
export const changesPlace = (experiment, other) => `#changes/${encodeURIComponent(experiment)}/${encodeURIComponent(other)}`;

/** The place of a lineage on the trainer's page: of an experiment, a candidate, a refinement, or REFINEMENT/IMAGE. */
export const lineagePlace = (subject) => `#/lineage/${subject.split("/").map(encodeURIComponent).join("/")}`;

const connectionText = el("span", { text: "connecting" });
const connectionBadge = el("span", { class: "badge", id: "connection", role: "status" }, el("span", { class: "dot" }), connectionText);

/** Shows whether the page is up to date: live, or offline. */
export function showConnection(live) {
  connectionBadge.className = `badge ${live ? "good" : "warn"}`;
  connectionText.textContent = live ? "live" : "offline";
}

const bar = document.querySelector("header.bar");
const page = bar.dataset.page;
bar.prepend(
  el("a", { class: "brand", href: new URL("wood/start.html", ROOT).href, title: "Pipeline", "aria-current": page === "start" ? "page" : null, text: "wood" }),
  el("nav", { class: "services", "aria-label": "Services" },
    ...SERVICES.map(([service, name, title]) => (service === page
      ? el("a", { href: ROOT.href, "aria-current": "page", title, text: name })
      : pageLink(service, "", { title, text: name })))));
bar.append(
  connectionBadge,
  el("button", { type: "button", class: "button quiet icon", "data-theme-toggle": true, title: "Light or dark", "aria-label": "Light or dark" },
    svg("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
      svg("path", { fill: "currentColor", d: "M12 3a9 9 0 1 0 9 9c0-.5 0-1-.1-1.4a5.5 5.5 0 0 1-7.5-7.5A9 9 0 0 0 12 3z" }))));
