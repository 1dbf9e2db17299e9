// One image, as large as the window allows, with its scores, history and facts.

import { candidateStatus, history, overlay, picture, thumbnail } from "./api.js";
import { $, el } from "../wood/dom.js";
import { dateTime, probability } from "../wood/format.js";
import { experimentPlace, pageLink } from "../wood/nav.js";
import { STATUS_LOOK } from "./status.js";

const AHEAD = 6;
const STRIP = 4;
const VERDICT_TEXT = { APPROVED: "approved", PRUNED: "pruned", WITHDRAWN: "withdrew" };

export class One {
  #root = $("one");
  #zoomed = false;
  #seen = new Set();
  #reading = null;
  #prefetched = new Map();
  #shownImage = null;

  constructor(model) {
    this.model = model;
    this.#build();
    model.addEventListener("view", () => this.#showView());
    model.addEventListener("list", () => this.#draw());
    model.addEventListener("added", () => this.#draw());
    model.addEventListener("current", () => this.#draw());
    model.addEventListener("overlay", () => this.#draw());
    model.addEventListener("changed", () => this.#draw(true));
    model.addEventListener("decided", () => this.#draw());
  }

  /** What a decision records besides the verdict. */
  extras() {
    return this.model.view === "one" && this.model.selection.size === 0
      ? { classesSeen: [...this.#seen], reason: this.reason.value.trim() }
      : {};
  }

  toggleZoom(x = 0.5, y = 0.5) {
    this.#zoomed = !this.#zoomed;
    this.frame.classList.toggle("zoomed", this.#zoomed);
    if (this.#zoomed) {
      this.frame.scrollTo(
        (this.frame.scrollWidth - this.frame.clientWidth) * x, (this.frame.scrollHeight - this.frame.clientHeight) * y);
    }
  }

  toggleSeen(number) {
    this.chips.children[number - 1]?.click();
  }

  focusReason() {
    this.reason.focus();
  }

  #build() {
    this.picture = el("img", { alt: "", decoding: "sync" });
    this.lost = el("p", { class: "lost-text", text: "This image is gone from the store." });
    this.frame = el("div", { class: "frame", tabindex: "0", role: "group", "aria-label": "Image" }, this.picture, this.lost);
    this.frame.addEventListener("click", (event) => {
      const box = this.frame.getBoundingClientRect();
      this.toggleZoom((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    });
    this.picture.addEventListener("error", () => this.frame.classList.add("lost"));
    this.picture.addEventListener("load", () => this.frame.classList.remove("lost"));
    this.strip = el("div", { class: "strip", "aria-label": "Neighbours" });
    this.title = el("h2");
    this.badges = el("div", { class: "row" });
    this.bars = el("div", { class: "bars" });
    this.chips = el("div", { class: "row chips", role: "group", "aria-label": "Classes seen" });
    this.reason = el("input", { type: "text", maxlength: "500", placeholder: "Why? (N)", "aria-label": "Reason" });
    this.reason.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "Escape") {
        this.frame.focus();
        event.stopPropagation();
      }
    });
    this.facts = el("dl", { class: "facts" });
    this.log = el("ol", { class: "log" });
    this.#root.append(
      el("div", { class: "view" }, this.frame, this.strip),
      el("aside", { class: "details", "aria-label": "About this image" },
        this.title, this.badges, this.bars,
        el("h3", { class: "label", text: "Classes seen (for a pruned image)" }), this.chips, this.reason,
        el("h3", { class: "label", text: "History" }), this.log, this.facts));
  }

  #showView() {
    this.#root.hidden = this.model.view !== "one";
    document.body.classList.toggle("viewing-one", this.model.view === "one");
    this.#draw();
    if (this.model.view === "one") {
      this.frame.focus({ preventScroll: true });
    }
  }

  #draw(historyChanged = false) {
    const item = this.model.current;
    this.#prefetch();
    if (this.model.view !== "one") {
      return;
    }
    this.#root.classList.toggle("nothing", !item);
    if (!item) {
      return;
    }
    const another = item.image !== this.#shownImage;
    this.#shownImage = item.image;
    if (another) {
      this.#seen.clear();
      this.reason.value = "";
      this.#zoomed = false;
      this.frame.classList.remove("zoomed");
    }
    const shown = this.model.overlay && item.overlay ? overlay(item) : picture(item);
    if (this.picture.getAttribute("src") !== shown) {
      this.picture.src = shown;
    }
    this.picture.alt = `Candidate ${item.name}, predicted ${item.predictedClass}`;
    const { status, text } = this.model.shownStatus(item);
    this.frame.dataset.status = status;
    this.title.replaceChildren(
      el("span", { text: item.predictedClass }), " ", el("span", { class: "number muted", text: probability(item.score) }));
    this.badges.replaceChildren(
      el("span", { class: `badge ${STATUS_LOOK[status]}`, text }),
      ...(this.model.isUnsaved(item) ? [el("span", { class: "badge warn", text: "unsaved" })] : []),
      ...(item.conflict ? [el("span", { class: "badge warn", text: "disagreement" })] : []),
      ...(item.clusterSize > 1 ? [el("span", { class: `badge ${item.clusterMixed ? "warn" : ""}`, text: `${item.clusterSize} look alike${item.clusterMixed ? ", decided differently" : ""}` })] : []),
      ...(this.model.overlay ? [el("span", { class: "badge info", text: item.overlay ? `CAM of ${item.predictedClass}` : "no CAM for this image" })] : []),
      el("span", { class: "badge number", text: `${this.model.index + 1} of ${this.model.items.length}${this.model.hasMore ? "+" : ""}` }));
    if (another) {
      this.#drawScores(item);
      this.#drawFacts(item);
    }
    this.#drawStrip();
    if (another || historyChanged) {
      this.#readHistory(item, another);
    }
  }

  #drawScores(item) {
    const scores = Object.entries(item.scores).sort(([, a], [, b]) => b - a);
    this.bars.replaceChildren(...scores.slice(0, 8).flatMap(([name, value]) => [
      el("span", { text: name }),
      el("progress", { class: "meter thin", max: "1", value, "aria-label": name }),
      el("span", { class: "number muted", text: probability(value) }),
    ]));
    this.chips.replaceChildren(...Object.keys(item.scores).sort().map((name, index) => {
      const chip = el("button", { type: "button", class: "button small", "aria-pressed": "false" },
        index < 9 ? el("kbd", { text: String(index + 1) }) : null, name);
      chip.addEventListener("click", () => {
        if (!this.#seen.delete(name)) {
          this.#seen.add(name);
        }
        chip.setAttribute("aria-pressed", String(this.#seen.has(name)));
        this.frame.focus({ preventScroll: true });
      });
      return chip;
    }));
  }

  #drawFacts(item) {
    const source = el("span", { text: item.source });
    const facts = [
      ["File", item.name || "unnamed"], ["Size", `${item.width} × ${item.height}`], ["Source", item.source, source],
      ["Model", item.model, pageLink("trainer", experimentPlace(item.model), { text: item.model })],
      ["SHA-256", item.image], ["Ranker", "", pageLink("ranker", `#${item.image}`, { text: "latest candidates" })],
    ];
    this.facts.replaceChildren(...facts.flatMap(([name, value, link]) =>
      [el("dt", { text: name }), el("dd", { title: value }, link ?? value)]));
    this.#readSources(item, source);
  }

  /** Several sources may have published the image; the ranking names the first one. */
  async #readSources(item, element) {
    try {
      const { publications } = await candidateStatus(item.image);
      if (publications.length > 1) {
        element.textContent = publications.map((publication) => publication.source).join(", ");
      }
    } catch {
      // The source of the ranking stays.
    }
  }

  #drawStrip() {
    const { items, index } = this.model;
    const from = Math.max(0, Math.min(index - STRIP, items.length - 2 * STRIP - 1));
    this.strip.replaceChildren(...items.slice(from, from + 2 * STRIP + 1).map((item, offset) => {
      const button = el("button", {
        type: "button", class: "strip-item", tabindex: "-1", "data-status": this.model.shownStatus(item).status,
        "aria-current": from + offset === index ? "true" : null, "aria-label": `${item.predictedClass} ${probability(item.score)}`,
      }, el("img", { alt: "", src: thumbnail(item, 320), decoding: "async", on: { error: (event) => event.target.remove() } }));
      button.addEventListener("click", () => this.model.go(from + offset));
      return button;
    }));
  }

  async #readHistory(item, another) {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    if (another) {
      this.log.replaceChildren();
    }
    if (item.status === "AWAITING" && this.model.own(item) === "OPEN") {
      this.log.replaceChildren(el("li", { class: "muted", text: "you see the decisions of others after your own" }));
      return;
    }
    if (!item.decision) {
      this.log.replaceChildren(el("li", { class: "muted", text: "no decision yet" }));
      return;
    }
    try {
      const decisions = await history(item.image, reading.signal);
      this.log.replaceChildren(...decisions.map((decision) => {
        const line = el("li", {}, el("strong", { text: decision.reviewer }), ` ${VERDICT_TEXT[decision.verdict]} `,
          el("time", { class: "muted", datetime: decision.decidedAt, text: dateTime(decision.decidedAt) }));
        const saw = decision.classesSeen?.length ? `saw ${decision.classesSeen.join(", ")}` : "";
        const more = [saw, decision.reason].filter(Boolean).join(" · ");
        if (more) {
          line.append(el("div", { class: "muted", text: more }));
        }
        return line;
      }));
    } catch {
      if (!reading.signal.aborted) {
        this.log.replaceChildren(el("li", { class: "muted", text: "cannot be loaded at present" }));
      }
    }
  }

  /** Loads the next pictures before they are needed. */
  #prefetch() {
    const { items, index } = this.model;
    const wanted = new Map();
    for (const item of items.slice(index, index + AHEAD)) {
      for (const source of [this.model.view === "one" ? picture(item) : null, item.overlay ? overlay(item) : null].filter(Boolean)) {
        wanted.set(source, this.#prefetched.get(source) ?? Object.assign(new Image(), { src: source }));
      }
    }
    this.#prefetched = wanted;
  }
}
