// Decisions that Kafka has not acknowledged yet. Each stands in localStorage under a key of its own
// from the moment it is made until the service has answered, so that neither a reload nor a crash
// nor a second tab loses one. Sending one twice does no harm: the decision's id is made here.

import { decide, Refused } from "./api.js";

const PREFIX = "wood.curation.unsaved.";
const PIECE = 200;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

export class Queue extends EventTarget {
  #entries = new Map();
  #sending = new Set();
  #running = false;
  #pause = FIRST_PAUSE;
  #timer = 0;
  #sequence = 0;
  #sender = null;

  constructor() {
    super();
    this.#restore();
    addEventListener("online", () => this.hurry());
  }

  /** Where people sign in, decisions of somebody else wait until that person is back. */
  sendOnlyFor(reviewer) {
    this.#sender = reviewer;
  }

  /** Whose decisions wait for them. */
  get absent() {
    return [...new Set([...this.#entries.values()].filter((entry) => !this.#maySend(entry)).map((entry) => entry.reviewer))];
  }

  get size() {
    return this.#entries.size;
  }

  /** The newest unsaved decision on an image. */
  pending(image) {
    let found = null;
    for (const entry of this.#entries.values()) {
      if (entry.image === image && (!found || entry.order > found.order)) {
        found = entry;
      }
    }
    return found;
  }

  isUntouched(id) {
    return this.#entries.has(id) && !this.#sending.has(id);
  }

  add(reviewer, decisions) {
    for (const decision of decisions) {
      const entry = { ...decision, reviewer, order: Date.now() * 1000 + (this.#sequence++ % 1000) };
      this.#entries.set(entry.decision, entry);
      this.#store(entry);
    }
    this.#changed();
    this.hurry();
  }

  /** Takes back a decision that was not sent yet. */
  drop(id) {
    this.#remove(id);
    this.#changed();
  }

  /** Sends now instead of after the pause. */
  hurry() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), 0);
  }

  #maySend(entry) {
    return this.#sender === null || entry.reviewer === this.#sender;
  }

  #waiting() {
    return [...this.#entries.values()].filter((entry) => this.#maySend(entry)).sort((a, b) => a.order - b.order);
  }

  async #send() {
    if (this.#running || this.#waiting().length === 0) {
      return;
    }
    this.#running = true;
    try {
      while (this.#waiting().length > 0 && (await this.#sendPiece())) {
        this.#pause = FIRST_PAUSE;
      }
    } finally {
      this.#running = false;
    }
    if (this.#waiting().length > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#send(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
  }

  /** True when the service answered and something was settled. */
  async #sendPiece() {
    const waiting = this.#waiting();
    const { reviewer } = waiting[0];
    const piece = [];
    const images = new Set();
    for (const entry of waiting) {
      // Two decisions on one image go one after the other.
      if (entry.reviewer !== reviewer || images.has(entry.image) || piece.length === PIECE) {
        break;
      }
      images.add(entry.image);
      piece.push(entry);
    }
    piece.forEach((entry) => this.#sending.add(entry.decision));
    try {
      const answer = await decide(
        reviewer,
        piece.map(({ image, verdict, reason, classesSeen, replaces, decision }) => ({
          image, verdict, reason, classesSeen, replaces, decision,
        })),
      );
      let settled = 0;
      answer.results.forEach((result, index) => {
        if (result.problem?.status === 503) {
          return;
        }
        settled++;
        this.#remove(piece[index].decision);
        this.#tell(result.result === "REJECTED" ? "rejected" : "saved", { entry: piece[index], result });
      });
      this.#tell(settled === piece.length ? "reached" : "unreachable", { reason: "Kafka did not acknowledge" });
      return settled > 0;
    } catch (error) {
      if (error instanceof Refused && error.status !== 403) {
        // The whole request was refused: no sending again will help.
        piece.forEach((entry) => {
          this.#remove(entry.decision);
          this.#tell("rejected", { entry, result: { problem: error.problem } });
        });
        return true;
      }
      this.#tell("unreachable", { reason: error.message });
      return false;
    } finally {
      piece.forEach((entry) => this.#sending.delete(entry.decision));
      this.#changed();
    }
  }

  #restore() {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) {
        try {
          const entry = JSON.parse(localStorage.getItem(key));
          this.#entries.set(entry.decision, entry);
        } catch {
          // Not ours: leave it.
        }
      }
    }
  }

  #store(entry) {
    try {
      localStorage.setItem(PREFIX + entry.decision, JSON.stringify(entry));
    } catch {
      this.#tell("unstored", {});
    }
  }

  #remove(id) {
    this.#entries.delete(id);
    localStorage.removeItem(PREFIX + id);
  }

  #changed() {
    this.#tell("change", {});
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
