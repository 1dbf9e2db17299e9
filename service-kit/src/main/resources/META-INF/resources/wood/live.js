// Keeps a page up to date: server-sent events, or a request every few seconds.

const REOPEN_PAUSE = 2000;

/**
 * A stream of server-sent events that reopens itself. Dispatches "open", "message" (the JSON data as
 * detail) and "lost". With a silence, a stream without a message for so many milliseconds is reopened.
 */
export class Live extends EventTarget {
  #path;
  #silence;
  #source = null;
  #silenceTimer = 0;
  #reopenTimer = 0;

  constructor(path, { silence = 0 } = {}) {
    super();
    this.#path = path;
    this.#silence = silence;
  }

  open() {
    this.#source?.close();
    clearTimeout(this.#reopenTimer);
    this.#source = new EventSource(this.#path);
    this.#source.onopen = () => {
      this.#watch();
      this.dispatchEvent(new CustomEvent("open"));
    };
    this.#source.onmessage = (message) => {
      this.#watch();
      this.dispatchEvent(new CustomEvent("message", { detail: JSON.parse(message.data) }));
    };
    this.#source.onerror = () => this.#reopen();
  }

  #watch() {
    clearTimeout(this.#silenceTimer);
    if (this.#silence > 0) {
      this.#silenceTimer = setTimeout(() => this.#reopen(), this.#silence);
    }
  }

  #reopen() {
    clearTimeout(this.#silenceTimer);
    this.#source?.close();
    this.dispatchEvent(new CustomEvent("lost"));
    clearTimeout(this.#reopenTimer);
    this.#reopenTimer = setTimeout(() => this.open(), REOPEN_PAUSE);
  }
}

/** Runs the work now and again after each pause; never twice at once, and not while the page is hidden. */
export function poll(work, pause) {
  let timer = 0;
  let running = false;
  const turn = async () => {
    if (running) {
      return;
    }
    clearTimeout(timer);
    running = true;
    try {
      if (!document.hidden) {
        await work();
      }
    } finally {
      running = false;
      timer = setTimeout(turn, pause);
    }
  };
  document.addEventListener("visibilitychange", turn);
  turn();
}
