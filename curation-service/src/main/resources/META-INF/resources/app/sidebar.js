// Filters, progress and people, drawn from the statistics.

import { $, el } from "../wood/dom.js";
import { count, percent, plural } from "../wood/format.js";
import { statistics } from "./api.js";
import { NO_FILTER } from "./model.js";

const STATUSES = [["OPEN", "Open"], ["AWAITING", "Waiting"], ["APPROVED", "Approved"], ["PRUNED", "Pruned"], ["ALL", "All"]];
const BUSY_MINUTES = 5;
const PAUSE = 400;

export class Sidebar {
  #timer = 0;
  #requests = 0;
  #shown = 0;
  #classLines = new Map();
  last = null;

  constructor(model) {
    this.model = model;
    $("status").append(...STATUSES.map(([status, text]) =>
      el("button", { type: "button", class: "button", "data-status": status, text, on: { click: () => model.setFilter({ status }) } })));
    for (const [id, name] of [["model", "model"], ["source", "source"], ["reviewer-filter", "reviewer"]]) {
      $(id).addEventListener("change", () => {
        const change = { [name]: $(id).value };
        if (name === "reviewer" && $(id).value && model.filter.status === "OPEN") {
          change.status = "ALL";
        }
        model.setFilter(change);
      });
    }
    for (const [id, name] of [["conflict", "conflict"], ["mixed", "mixed"]]) {
      $(id).addEventListener("change", () => {
        const on = $(id).checked;
        model.setFilter({ [name]: on ? "true" : "", ...(on ? { status: "ALL" } : {}) });
      });
    }
    for (const [id, name] of [["min-score", "minScore"], ["max-score", "maxScore"]]) {
      $(id).addEventListener("change", () => {
        const value = $(id).value === "" ? "" : String(Math.max(0, Math.min(100, Number($(id).value))) / 100);
        model.setFilter({ [name]: value });
      });
    }
    $("reset").addEventListener("click", () => model.setFilter(NO_FILTER));
    $("cluster-clear").addEventListener("click", () => model.setFilter({ cluster: "" }));
    model.addEventListener("filter", () => this.draw());
    model.addEventListener("changed", () => this.refreshSoon());
    model.queue.addEventListener("change", () => this.#drawOverall());
  }

  refreshSoon() {
    if (!this.#timer) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.refresh();
      }, PAUSE);
    }
  }

  async refresh() {
    const request = ++this.#requests;
    try {
      const read = await statistics();
      // A slow answer must not replace a later one.
      if (request > this.#shown) {
        this.#shown = request;
        this.last = read;
        this.draw();
      }
    } catch {
      // The connection badge shows it; the figures stay as they are.
    }
  }

  draw() {
    const { filter } = this.model;
    $("status").querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.status === filter.status));
      button.hidden = button.dataset.status === "AWAITING" && this.model.opinions === 1;
    });
    $("min-score").value = filter.minScore === "" ? "" : Math.round(filter.minScore * 100);
    $("max-score").value = filter.maxScore === "" ? "" : Math.round(filter.maxScore * 100);
    $("conflict").checked = filter.conflict === "true";
    $("mixed").checked = filter.mixed === "true";
    $("cluster-filter").hidden = !filter.cluster;
    if (!this.last) {
      return;
    }
    this.#drawClasses();
    this.#drawSelect("model", this.last.models, filter.model, "any model");
    this.#drawSelect("source", this.last.sources, filter.source, "any source");
    this.#drawSelect("reviewer-filter", this.last.reviewers.map(({ name, decisions }) => ({ name, candidates: decisions })), filter.reviewer, "anyone");
    $("conflict-count").textContent = this.last.conflicts ? count(this.last.conflicts) : "";
    this.#drawPeople();
    this.#drawOverall();
  }

  /** Lines are updated in place: a redraw between press and release of a button would lose the click. */
  #drawClasses() {
    const { classes, left, candidates } = this.last;
    const wanted = [
      this.#classLine("All classes", "", left, candidates),
      ...classes.map(({ name, open, approved, pruned }) => this.#classLine(name, name, open, open + approved + pruned)),
    ];
    const shown = [...$("classes").children];
    if (shown.length !== wanted.length || wanted.some((line, index) => line !== shown[index])) {
      const focused = document.activeElement;
      $("classes").replaceChildren(...wanted);
      if (wanted.includes(focused)) {
        focused.focus();
      }
    }
  }

  #classLine(name, value, open, total) {
    if (!this.#classLines.has(value)) {
      const left = el("span", { class: "number muted" });
      const meter = el("progress", { class: "meter thin", "aria-hidden": "true" });
      const root = el("button", {
        type: "button", class: "class-line", on: { click: () => this.model.setFilter({ predictedClass: value }) },
      }, el("span", { class: "name", text: name }), left, meter);
      this.#classLines.set(value, { root, left, meter });
    }
    const { root, left, meter } = this.#classLines.get(value);
    root.setAttribute("aria-pressed", String(this.model.filter.predictedClass === value));
    root.title = `${plural(open, "candidate")} left of ${count(total)}`;
    left.textContent = open === 0 && total > 0 ? "done" : `${count(open)} left`;
    meter.max = Math.max(1, total);
    meter.value = total - open;
    return root;
  }

  #drawSelect(id, options, chosen, none) {
    if (document.activeElement === $(id)) {
      return;
    }
    // One option is no choice.
    $(id).closest(".field").hidden = options.length < 2 && !chosen;
    const known = options.some(({ name }) => name === chosen) || !chosen ? options : [...options, { name: chosen, candidates: 0 }];
    $(id).replaceChildren(el("option", { value: "", text: none }),
      ...known.map(({ name, candidates }) => el("option", { value: name, text: `${name} (${count(candidates)})`, selected: name === chosen })));
  }

  #drawPeople() {
    const busy = (person) => Date.now() - new Date(person.lastDecidedAt).getTime() < BUSY_MINUTES * 60_000;
    $("people").replaceChildren(...this.last.reviewers.slice(0, 12).map((person) =>
      el("div", { class: "person" },
        el("span", { class: `dot ${busy(person) ? "live" : ""}`, title: busy(person) ? "deciding now" : "" }),
        el("span", { class: "name", text: person.name }),
        el("span", {
          class: "number muted",
          title: person.compared ? `compared with ${plural(person.compared, "opinion")} of others on the same images` : "",
          text: [
            count(person.approved + person.pruned),
            person.compared ? `${percent(person.agreement)} agree` : "",
            person.perMinute >= 0.1 && !person.compared ? `${person.perMinute.toFixed(1)}/min` : "",
          ].filter(Boolean).join(" · "),
        }))));
    if (this.last.reviewers.length === 0) {
      $("people").append(el("span", { class: "muted small", text: "no decisions yet" }));
    }
    const others = this.last.reviewers.filter((person) => person.name !== this.model.reviewer && busy(person));
    $("others").hidden = others.length === 0;
    $("others").textContent = others.length === 1 ? `${others[0].name} is deciding too` : `${others.length} others are deciding too`;
  }

  #drawOverall() {
    if (!this.last) {
      return;
    }
    const { candidates, done, left, awaiting, approved, pruned, decisionsPerMinute } = this.last;
    $("overall").max = Math.max(1, candidates);
    $("overall").value = done;
    const minutes = decisionsPerMinute > 0.2 ? left / decisionsPerMinute : 0;
    const time = left > 0 && minutes > 0 ? ` · about ${minutes < 90 ? `${Math.max(1, Math.round(minutes))} min` : `${Math.round(minutes / 60)} h`}` : "";
    $("overall-text").textContent = candidates === 0
      ? "no candidates yet"
      : `${count(done)} of ${count(candidates)} (${percent(done / candidates)}) · ${count(left)} left${awaiting ? ` (${count(awaiting)} need another opinion)` : ""}${decisionsPerMinute >= 0.2 ? ` · ${decisionsPerMinute.toFixed(1)}/min` : ""}${time}`;
    $("overall-text").title = `${count(approved)} approved, ${count(pruned)} pruned`;
  }
}
