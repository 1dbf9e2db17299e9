// What others decide, as it happens. A line that is silent for too long is taken for dead and opened
// again; after a gap the page reads the figures anew.

const SILENCE = 40_000;
const PAUSE = 2000;

export class Live extends EventTarget {
  #source = null;
  #watch = 0;
  #timer = 0;

  open() {
    this.#source?.close();
    clearTimeout(this.#timer);
    this.#source = new EventSource("api/events");
    this.#source.onopen = () => this.#alive("open");
    this.#source.onmessage = (message) => {
      this.#alive("beat");
      const update = JSON.parse(message.data);
      if (update.decided.length > 0 || update.newCandidates > 0) {
        this.dispatchEvent(new CustomEvent("update", { detail: update }));
      }
    };
    this.#source.onerror = () => this.#again();
  }

  #alive(type) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#again(), SILENCE);
    this.dispatchEvent(new CustomEvent(type));
  }

  #again() {
    clearTimeout(this.#watch);
    this.#source?.close();
    this.dispatchEvent(new CustomEvent("lost"));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), PAUSE);
  }
}
