// Small helpers. All text goes in as text: nothing that comes from outside is ever read as markup.

export const $ = (id) => document.getElementById(id);

/** el("div", {class: "x", text: "…", on: {click}}, ...children) */
export function el(tag, { text, on, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value != null) {
      element.setAttribute(name, value);
    }
  }
  if (text != null) {
    element.textContent = text;
  }
  Object.entries(on ?? {}).forEach(([event, listener]) => element.addEventListener(event, listener));
  element.append(...children.filter((child) => child != null));
  return element;
}

export const percent = (value) => `${Math.round(value * 100)} %`;
/** Rounded down, so that 100 % stands for certainty only. */
export const probability = (value) => `${(Math.floor(value * 1000) / 10).toFixed(1)} %`;
export const count = (value) => value.toLocaleString("en");
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

export const STATUS_TEXT = { OPEN: "open", APPROVED: "approved", PRUNED: "pruned", AWAITING: "another opinion wanted" };
export const STATUS_LOOK = { OPEN: "", APPROVED: "good", PRUNED: "bad", AWAITING: "info" };

const SHAPES = {
  empty: "M8 12h48v40H8zM8 40l14-14 12 12 8-8 14 14M44 22a4 4 0 1 0 .1 0",
  done: "M10 34l14 14 30-34",
  offline: "M8 26a36 36 0 0 1 48 0M17 36a23 23 0 0 1 30 0M26 46a10 10 0 0 1 12 0M10 10l44 44",
  error: "M32 10l24 44H8zM32 28v12M32 46v2",
};

/** The drawing of a state of the whole page. */
export function drawing(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 64 64");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", SHAPES[name]);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "3");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  svg.append(path);
  return svg;
}
