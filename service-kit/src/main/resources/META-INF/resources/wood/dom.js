// Builds elements. Text always goes in as text: nothing that comes from outside is read as markup.

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

function build(element, { text, on, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  if (text !== null && text !== undefined) {
    element.textContent = text;
  }
  Object.entries(on ?? {}).forEach(([event, listener]) => element.addEventListener(event, listener));
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** el("div", {class: "x", text: "…", on: {click}}, ...children); null children are left out. */
export const el = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

/** A badge; its look is good, bad, warn, info or empty. */
export const badge = (text, look = "") => el("span", { class: `badge ${look}`, text });

/** A table row of cells; a cell is a node or text, or [content, class]. */
export const row = (...cells) =>
  el("tr", {}, ...cells.map((cell) => {
    const [content, look] = Array.isArray(cell) ? cell : [cell];
    return el("td", { class: look }, content);
  }));

/** A table in a card; a column is its heading, or [heading, class]. */
export const table = (columns, rows) =>
  el("div", { class: "card flush scroll" },
    el("table", { class: "table" },
      el("thead", {}, el("tr", {}, ...columns.map((column) => {
        const [text, look] = Array.isArray(column) ? column : [column];
        return el("th", { scope: "col", class: look, text });
      }))),
      el("tbody", {}, ...rows)));

/** A list of names and values. */
export const pairs = (entries) =>
  el("dl", { class: "pairs" },
    ...entries.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", {}, value instanceof Node ? value : String(value))]));

/** Shows a message in an element, or hides the element when there is none. */
export function showMessage(element, message) {
  element.textContent = message ?? "";
  element.hidden = !message;
}
