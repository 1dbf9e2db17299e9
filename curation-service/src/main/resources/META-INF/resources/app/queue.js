// Decisions that Kafka has not acknowledged yet. Each is kept in localStorage under its own key until
// the service has answered, so that neither a reload nor a crash nor a second tab loses one. Sending
// one twice is harmless: the decision's id is created here.

import { Refused } from "../wood/api.js";
import { decide } from "./api.js";

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

  /** With sign-in, decisions of another person wait until that person signs in again. */
  sendOnlyFor(reviewer) {
    this.#sender = reviewer;
  }

  /** Names of the people whose decisions wait until they sign in. */
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

  /** Removes a decision that was not sent yet. */
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
      // Two decisions on one image are sent one after the other.
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
        this.#emit(result.result === "REJECTED" ? "rejected" : "saved", { entry: piece[index], result });
      });
      this.#emit(settled === piece.length ? "reached" : "unreachable", { reason: "Kafka did not acknowledge" });
      return settled > 0;
    } catch (error) {
      if (error instanceof Refused && error.status !== 403) {
        // The service refused the whole request: sending it again cannot help.
        piece.forEach((entry) => {
          this.#remove(entry.decision);
          this.#emit("rejected", { entry, result: { problem: error.problem } });
        });
        return true;
      }
      this.#emit("unreachable", { reason: error.message });
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
          // Not an entry of this page: leave it.
        }
      }
    }
  }

  #store(entry) {
    try {
      localStorage.setItem(PREFIX + entry.decision, JSON.stringify(entry));
    } catch {
      this.#emit("unstored", {});
    }
  }

  #remove(id) {
    this.#entries.delete(id);
    localStorage.removeItem(PREFIX + id);
  }

  #changed() {
    this.#emit("change", {});
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
