// The state of the page: the list under the present filter, the current image, the selection and the
// decisions made here. It draws nothing and dispatches an event for each change.

import { candidate, candidates } from "./api.js";
import { STATUS_TEXT } from "./status.js";

const PAGE = 60;
export const NO_FILTER = {
  status: "OPEN", predictedClass: "", minScore: "", maxScore: "", model: "", source: "", reviewer: "",
  cluster: "", conflict: "", mixed: "",
};
const STATUS_AFTER = { APPROVED: "APPROVED", PRUNED: "PRUNED", WITHDRAWN: "OPEN" };

/** randomUUID is missing outside a secure context. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

export class Model extends EventTarget {
  filter = { ...NO_FILTER };
  items = [];
  byImage = new Map();
  index = 0;
  selection = new Set();
  anchor = 0;
  view = "grid";
  overlay = false;
  phase = "loading";
  fault = "";
  reviewer = "";
  /** How many people must agree before an image counts. */
  opinions = 1;
  mayDecide = true;
  #next = null;
  #loading = null;
  #undo = [];

  constructor(queue) {
    super();
    this.queue = queue;
    queue.addEventListener("saved", ({ detail }) => this.#saved(detail));
    queue.addEventListener("rejected", ({ detail }) => this.#rejected(detail));
  }

  get current() {
    return this.items[this.index] ?? null;
  }

  get hasMore() {
    return this.#next !== null;
  }

  get canUndo() {
    return this.#undo.length > 0;
  }

  /** This reviewer's opinion, including decisions that are not saved yet. */
  own(item) {
    const pending = this.queue.pending(item.image);
    if (pending) {
      return STATUS_AFTER[pending.verdict];
    }
    return this.opinions > 1 ? item.mine ?? "OPEN" : item.status;
  }

  /** The status of an image, including decisions that are not saved yet. */
  status(item) {
    return this.opinions > 1 ? item.status : this.own(item);
  }

  /** Whether the image is undecided and this reviewer has no opinion on it yet. */
  isLeft(item) {
    return this.own(item) === "OPEN" && (item.status === "OPEN" || item.status === "AWAITING" || this.opinions === 1);
  }

  /** The status that a card shows, and its text. */
  shownStatus(item) {
    const status = this.status(item);
    const own = this.own(item);
    return this.opinions > 1 && own !== "OPEN" && (status === "OPEN" || status === "AWAITING")
      ? { status: own, text: `${STATUS_TEXT[own]} by you` }
      : { status, text: STATUS_TEXT[status] };
  }

  isUnsaved(item) {
    return this.queue.pending(item.image) !== null;
  }

  /**
   * Reads the list again and goes to the image when it is among the first pages. In the list of all
   * images a link may name one from further down: it is appended.
   */
  async load(image = null) {
    this.#loading?.abort();
    this.#loading = null;
    this.items = [];
    this.byImage.clear();
    this.selection.clear();
    this.index = 0;
    this.anchor = 0;
    this.#next = "";
    this.phase = "loading";
    this.#emit("list");
    await this.more();
    for (let page = 0; image && page < 5 && !this.byImage.has(image) && this.hasMore; page++) {
      await this.more();
    }
    if (image && !this.byImage.has(image) && this.filter.status === "ALL") {
      await this.#append(image);
    }
    if (image && this.byImage.has(image)) {
      this.go(this.items.indexOf(this.byImage.get(image)));
    }
  }

  async #append(image) {
    const items = this.items;
    try {
      const item = await candidate(image);
      if (items === this.items && !this.byImage.has(image)) {
        this.byImage.set(image, item);
        this.items.push(item);
        this.phase = "ready";
        this.#emit("added", { fresh: [item] });
      }
    } catch (error) {
      this.#emit("fault", { message: error.message });
    }
  }

  async more() {
    if (this.#next === null || this.#loading) {
      return;
    }
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const page = await candidates({ ...this.#wanted(), cursor: this.#next, limit: PAGE }, loading.signal);
      if (loading.signal.aborted) {
        return;
      }
      const fresh = page.candidates.filter((item) => !this.byImage.has(item.image));
      fresh.forEach((item) => {
        this.byImage.set(item.image, item);
        this.items.push(item);
      });
      this.#next = page.next ?? null;
      this.phase = this.items.length === 0 ? "empty" : "ready";
      this.#loading = null;
      this.#emit("added", { fresh });
    } catch (error) {
      if (loading.signal.aborted) {
        return;
      }
      this.#loading = null;
      this.phase = this.items.length === 0 ? "error" : "ready";
      this.fault = error.message;
      this.#emit("added", { fresh: [] });
      if (this.phase !== "error") {
        this.#emit("fault", { message: error.message });
      }
    }
  }

  /** Where several people must agree, "open" means that this reviewer has no opinion yet. */
  #wanted() {
    if (this.opinions === 1) {
      return this.filter;
    }
    return this.filter.status === "OPEN"
      ? { ...this.filter, status: "UNDECIDED", without: this.reviewer, opinionOf: this.reviewer }
      : { ...this.filter, opinionOf: this.reviewer };
  }

  setFilter(change) {
    this.filter = { ...this.filter, ...change };
    const loading = this.load();
    this.#emit("filter");
    return loading;
  }

  setView(view) {
    this.view = view;
    this.#emit("view");
  }

  toggleOverlay() {
    this.overlay = !this.overlay;
    this.#emit("overlay");
  }

  /** Moves to an index of the list; with extend it selects everything in between. */
  go(index, extend = false) {
    if (this.items.length === 0) {
      return;
    }
    const before = this.index;
    this.index = Math.max(0, Math.min(this.items.length - 1, index));
    if (extend) {
      this.#selectRange(this.anchor, this.index);
    } else {
      this.anchor = this.index;
    }
    if (this.index > this.items.length - PAGE / 2) {
      this.more();
    }
    this.#emit("current", { before });
  }

  /** Moves on; in the list of undecided images to the next one that is undecided. */
  async advance(from = this.index) {
    const wanted = (item) => this.filter.status !== "OPEN" || this.isLeft(item);
    let next = from + 1;
    for (;;) {
      while (next < this.items.length && !wanted(this.items[next])) {
        next++;
      }
      if (next < this.items.length || !this.hasMore) {
        break;
      }
      const known = this.items.length;
      await this.more();
      if (this.items.length === known) {
        break;
      }
    }
    if (next < this.items.length) {
      this.go(next);
      return;
    }
    const left = this.items.findIndex((item) => this.isLeft(item));
    if (this.filter.status === "OPEN" && left >= 0) {
      this.go(left);
    } else {
      this.go(Math.min(from, this.items.length - 1));
      this.#emit("finished");
    }
  }

  toggleSelected(index = this.index) {
    const { image } = this.items[index] ?? {};
    if (!image) {
      return;
    }
    if (!this.selection.delete(image)) {
      this.selection.add(image);
    }
    this.anchor = index;
    this.#emit("selection");
  }

  selectAll(images) {
    images.forEach((image) => this.selection.add(image));
    this.#emit("selection");
  }

  clearSelection() {
    this.selection.clear();
    this.#emit("selection");
  }

  /** Decides the selection or the current image, then moves on. */
  decide(verdict, extras = {}) {
    if (!this.mayDecide) {
      this.#emit("denied");
      return 0;
    }
    const targets = this.selection.size > 0
      ? this.items.filter((item) => this.selection.has(item.image))
      : [this.current].filter(Boolean);
    const changing = targets.filter((item) => verdict === "WITHDRAWN"
      ? this.own(item) !== "OPEN"
      : this.own(item) !== STATUS_AFTER[verdict] || extras.classesSeen?.length || extras.reason);
    if (changing.length > 0) {
      this.#undo.push(this.#record(changing.map((item) => ({ item, verdict, ...extras }))));
    }
    const last = targets.length > 0 ? this.items.indexOf(targets[targets.length - 1]) : this.index;
    const bulk = this.selection.size > 0;
    this.selection.clear();
    this.#emit("decided", { verdict, items: changing });
    this.#emit("selection");
    if (verdict !== "WITHDRAWN") {
      this.advance(bulk ? last : this.index);
    }
    return changing.length;
  }

  /** Undoes the last decision made here: each image gets its earlier status back. */
  undo() {
    const steps = this.#undo.pop();
    if (!steps) {
      return 0;
    }
    const changes = [];
    for (const step of steps) {
      if (this.queue.isUntouched(step.decision)) {
        this.queue.drop(step.decision);
      } else {
        const item = this.byImage.get(step.image) ?? { image: step.image, status: step.status };
        changes.push({ item, verdict: step.before === "OPEN" ? "WITHDRAWN" : step.before, replaces: step.decision });
      }
    }
    this.#record(changes);
    const first = this.items.findIndex((item) => item.image === steps[0].image);
    this.#emit("decided", { verdict: "UNDO", items: steps.map((step) => this.byImage.get(step.image)).filter(Boolean) });
    if (first >= 0) {
      this.go(first);
    }
    return steps.length;
  }

  /** Applies decisions of others; unsaved decisions made here still show on top. */
  applyDecided(decided) {
    const touched = [];
    for (const update of decided) {
      const item = this.byImage.get(update.image);
      if (item) {
        Object.assign(item, {
          status: update.status, decision: update.decision, reviewer: update.reviewer, conflict: update.conflict,
          votes: update.votes,
        });
        touched.push(item);
      }
    }
    if (touched.length > 0) {
      this.#emit("changed", { items: touched });
    }
  }

  #record(changes) {
    const steps = [];
    const entries = changes.map(({ item, verdict, replaces, classesSeen = [], reason = "" }) => {
      const pending = this.queue.pending(item.image);
      const decision = newId();
      steps.push({ image: item.image, decision, before: this.own(item) });
      return {
        decision, image: item.image, verdict, classesSeen, reason,
        replaces: replaces ?? pending?.decision ?? (this.opinions > 1 ? undefined : item.decision ?? "none"),
      };
    });
    if (entries.length > 0) {
      this.queue.add(this.reviewer, entries);
    }
    return steps;
  }

  #selectRange(from, to) {
    for (let i = Math.min(from, to); i <= Math.max(from, to); i++) {
      this.selection.add(this.items[i].image);
    }
    this.#emit("selection");
  }

  #saved({ entry, result }) {
    const item = this.byImage.get(entry.image);
    if (!item) {
      return;
    }
    item.status = result.status ?? STATUS_AFTER[entry.verdict];
    item.decision = result.decision;
    item.reviewer = entry.reviewer;
    item.conflict = result.conflict;
    item.votes = result.votes ?? item.votes;
    item.mine = entry.verdict === "WITHDRAWN" ? undefined : entry.verdict;
    this.#emit("changed", { items: [item] });
  }

  #rejected({ entry, result }) {
    const item = this.byImage.get(entry.image);
    this.#undo = this.#undo
      .map((steps) => steps.filter((step) => step.decision !== entry.decision))
      .filter((steps) => steps.length > 0);
    this.#emit("changed", { items: item ? [item] : [] });
    this.#emit("fault", { message: `The decision was not recorded: ${result.problem?.detail ?? "the service refused it"}` });
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
