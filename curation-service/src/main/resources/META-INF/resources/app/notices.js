// Notices over the page: one per kind. A notice without a time stays until it is cleared or closed.

import { $, el } from "../wood/dom.js";

const notices = new Map();

export function notice(kind, look, text, { action, seconds } = {}) {
  clearNotice(kind);
  const element = el("div", { class: `notice ${look}`, role: look === "bad" ? "alert" : "status" }, el("span", { text }), el("span", { class: "spacer" }),
    action ? el("button", { type: "button", class: "button small", text: action.text, on: { click: action.run } }) : null,
    el("button", { type: "button", class: "button quiet small", text: "×", "aria-label": "Close", on: { click: () => clearNotice(kind) } }));
  $("notices").append(element);
  notices.set(kind, { element, timer: seconds ? setTimeout(() => clearNotice(kind), seconds * 1000) : 0 });
}

export function clearNotice(kind) {
  const known = notices.get(kind);
  if (known) {
    clearTimeout(known.timer);
    known.element.remove();
    notices.delete(kind);
  }
}
