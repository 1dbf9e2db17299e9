// The grid: one card per candidate, in score order. A card is created once and then updated.

import { overlay, thumbnail } from "./api.js";
import { $, el } from "../wood/dom.js";
import { probability } from "../wood/format.js";
import { STATUS_LOOK } from "./status.js";

const SIZES = ["small", "medium", "large"];
const THUMBNAIL = 320;
const LARGE_THUMBNAIL = 640;

export class Grid {
  #cards = new Map();
  #root = $("grid");
  #size = SIZES.includes(localStorage.getItem("wood.curation.cards")) ? localStorage.getItem("wood.curation.cards") : "medium";

  constructor(model) {
    this.model = model;
    this.#root.dataset.size = this.#size;
    this.#root.addEventListener("click", (event) => this.#clicked(event));
    this.#root.addEventListener("dblclick", (event) => {
      if (this.#indexOf(event.target) >= 0 && !event.target.closest("button")) {
        model.setView("one");
      }
    });
    new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && model.more(), { rootMargin: "1200px" })
      .observe($("more"));
    model.addEventListener("list", () => this.#clear());
    model.addEventListener("added", ({ detail }) => this.#add(detail.fresh));
    model.addEventListener("changed", ({ detail }) => detail.items.forEach((item) => this.#refresh(item)));
    model.addEventListener("decided", ({ detail }) => detail.items.forEach((item) => this.#refresh(item)));
    model.addEventListener("selection", () => this.#refreshSelection());
    model.addEventListener("current", ({ detail }) => this.#moved(detail.before));
    model.addEventListener("overlay", () => this.#cards.forEach((card) => this.#showPicture(card)));
    model.addEventListener("view", () => this.#showView());
  }

  refreshAll() {
    this.#cards.forEach((card) => this.#refresh(card.item));
  }

  /** Cards per row on the screen. */
  columns() {
    const cards = this.#root.children;
    if (cards.length === 0) {
      return 1;
    }
    const top = cards[0].offsetTop;
    let columns = 1;
    while (columns < cards.length && cards[columns].offsetTop === top) {
      columns++;
    }
    return columns;
  }

  resize() {
    this.#size = SIZES[(SIZES.indexOf(this.#size) + 1) % SIZES.length];
    this.#root.dataset.size = this.#size;
    localStorage.setItem("wood.curation.cards", this.#size);
    this.#cards.forEach((card) => this.#showPicture(card));
    this.#moved(this.model.index);
  }

  focus() {
    this.#card(this.model.index)?.root.focus({ preventScroll: true });
  }

  #card(index) {
    const item = this.model.items[index];
    return item && this.#cards.get(item.image);
  }

  #clear() {
    this.#cards.clear();
    this.#root.replaceChildren(
      ...Array.from({ length: 18 }, () => el("div", { class: "card-tile skeleton", "aria-hidden": "true" })));
    this.#root.setAttribute("aria-busy", "true");
  }

  #add(fresh) {
    if (this.#cards.size === 0) {
      this.#root.replaceChildren();
    }
    this.#root.removeAttribute("aria-busy");
    this.#root.append(...fresh.map((item) => this.#make(item).root));
    $("more").hidden = !this.model.hasMore || this.model.view !== "grid" || this.model.phase === "error";
    if (this.model.index === 0) {
      this.#moved(0);
    }
  }

  #make(item) {
    const picture = el("img", { alt: "", loading: "lazy", decoding: "async", width: item.width, height: item.height });
    const card = {
      item,
      picture,
      check: el("span", { class: "check", "aria-hidden": "true" }),
      status: el("span", { class: "badge status" }),
      unsaved: el("span", { class: "badge warn", text: "unsaved" }),
      conflict: el("span", { class: "badge warn", text: "disagreement", title: "Reviewers decided this image differently" }),
      by: el("span", { class: "by muted" }),
    };
    const alike = item.clusterSize > 1
      ? el("span", { class: `badge ${item.clusterMixed ? "warn" : ""}`, text: `${item.clusterSize} alike`, title: item.clusterMixed ? "Images that look like this one were decided differently" : "Images that look like this one (C selects them)" })
      : null;
    card.root = el("div", { class: "card-tile", role: "option", tabindex: "-1", "data-image": item.image },
      el("div", { class: "picture" }, picture, card.check,
        el("div", { class: "marks" }, card.status, card.unsaved, card.conflict, alike)),
      el("div", { class: "caption" },
        el("span", { class: "name", text: item.predictedClass }),
        el("span", { class: "number score", text: probability(item.score) }),
        el("progress", { class: "meter thin", max: "1", value: item.score, "aria-hidden": "true" }),
        card.by));
    picture.addEventListener("error", () => card.root.classList.add("lost"));
    picture.addEventListener("load", () => card.root.classList.remove("lost"));
    this.#cards.set(item.image, card);
    this.#showPicture(card);
    this.#refresh(item);
    return card;
  }

  #showPicture(card) {
    const shown = this.model.overlay && card.item.overlay
      ? overlay(card.item)
      : thumbnail(card.item, this.#size === "large" ? LARGE_THUMBNAIL : THUMBNAIL);
    if (card.shown !== shown) {
      card.shown = shown;
      card.picture.src = shown;
    }
    card.root.classList.toggle("overlaid", this.model.overlay && card.item.overlay);
  }

  #refresh(item) {
    const card = this.#cards.get(item.image);
    if (!card) {
      return;
    }
    const { status, text } = this.model.shownStatus(item);
    const unsaved = this.model.isUnsaved(item);
    card.root.dataset.status = status;
    card.status.className = `badge status ${STATUS_LOOK[status]}`;
    card.status.textContent = text;
    card.status.hidden = status === "OPEN";
    card.unsaved.hidden = !unsaved;
    card.conflict.hidden = !item.conflict;
    card.by.textContent = !unsaved && (status === "APPROVED" || status === "PRUNED") && item.reviewer && this.model.opinions === 1 ? `by ${item.reviewer}` : item.name;
    card.by.title = item.name;
    card.root.setAttribute("aria-label",
      `${item.predictedClass}, ${probability(item.score)}, ${text}${unsaved ? ", unsaved" : ""}${item.conflict ? ", disagreement" : ""}, ${item.name}`);
  }

  #refreshSelection() {
    this.#cards.forEach((card, image) => {
      const selected = this.model.selection.has(image);
      card.root.classList.toggle("selected", selected);
      card.root.setAttribute("aria-selected", String(selected));
    });
  }

  #moved(before) {
    const old = this.#card(before);
    if (old) {
      old.root.classList.remove("current");
      old.root.tabIndex = -1;
    }
    const card = this.#card(this.model.index);
    if (!card) {
      return;
    }
    card.root.classList.add("current");
    card.root.tabIndex = 0;
    if (this.model.view === "grid") {
      card.root.scrollIntoView({ block: "nearest" });
      if (!document.querySelector("dialog[open]") && !document.activeElement?.matches("input, select, textarea")) {
        card.root.focus({ preventScroll: true });
      }
    }
  }

  #showView() {
    const grid = this.model.view === "grid";
    this.#root.hidden = !grid;
    $("more").hidden = !grid || !this.model.hasMore;
    if (grid) {
      this.#card(this.model.index)?.root.scrollIntoView({ block: "center" });
      this.focus();
    }
  }

  #indexOf(target) {
    const image = target.closest?.("[data-image]")?.dataset.image;
    return image ? this.model.items.indexOf(this.model.byImage.get(image)) : -1;
  }

  #clicked(event) {
    const index = this.#indexOf(event.target);
    if (index < 0) {
      return;
    }
    if (event.shiftKey) {
      getSelection()?.removeAllRanges();
      this.model.go(index, true);
    } else if (event.ctrlKey || event.metaKey || event.target.closest(".check")) {
      this.model.go(index);
      this.model.toggleSelected(index);
    } else {
      this.model.go(index);
    }
  }
}
