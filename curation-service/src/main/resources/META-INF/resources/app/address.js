// The page's address holds filter, view and position, so that a reload comes back to the same place.

import { NO_FILTER } from "./model.js";

const POSITION_PAUSE = 150;

/** The filter, view and image that the address names. */
export function readAddress() {
  const parameters = new URLSearchParams(location.search);
  const filter = {};
  Object.keys(NO_FILTER).forEach((name) => parameters.has(name) && (filter[name] = parameters.get(name)));
  return {
    filter,
    view: parameters.get("view"),
    image: /^#[0-9a-f]{64}$/.test(location.hash) ? location.hash.slice(1) : null,
  };
}

function writeAddress(model) {
  const parameters = new URLSearchParams();
  Object.entries(model.filter).forEach(([name, value]) => value !== NO_FILTER[name] && parameters.set(name, value));
  if (model.view === "one") {
    parameters.set("view", "one");
  }
  const at = model.current && (model.index > 0 || model.filter.status === "ALL") ? `#${model.current.image}` : "";
  const query = parameters.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${at}`);
}

/**
 * Writes filter and view into the address when they change: a reload never brings an old filter
 * back. Browsers limit how often an address may change, so the position waits until an arrow key is
 * released.
 */
export function keepAddress(model) {
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    writeAddress(model);
  };
  model.addEventListener("filter", write);
  model.addEventListener("view", write);
  model.addEventListener("current", () => {
    clearTimeout(timer);
    timer = setTimeout(write, POSITION_PAUSE);
  });
}
