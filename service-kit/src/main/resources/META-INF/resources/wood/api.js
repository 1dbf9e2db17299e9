// Calls this service. Every failure becomes a Refused (the service rejected the request and says
// why) or an Unreachable (no usable answer; the same request may succeed later).

/** The root of the service that served the page; pages in folders and paths behind an ingress work alike. */
export const ROOT = new URL("..", import.meta.url);
const TIMEOUT = 60_000;

export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title || `the service refused the request (HTTP ${status})`);
    this.problem = problem;
    this.status = status;
  }
}

export class Unreachable extends Error {}

/** Sends a request and returns the response when its status is a success. */
export async function send(path, options = {}) {
  let answer;
  try {
    answer = await fetch(new URL(path, ROOT), { ...options, signal: options.signal ?? AbortSignal.timeout(TIMEOUT) });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Unreachable("the service does not answer");
  }
  if (answer.ok) {
    return answer;
  }
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401 || answer.status === 499) {
    throw new Unreachable("your session has ended; reload the page to sign in");
  }
  // A fault of the service, a timeout or too many requests say nothing about what was asked.
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    throw new Unreachable(problem.detail || `the service failed (HTTP ${answer.status}); try again later`);
  }
  throw new Refused(problem, answer.status);
}

async function body(answer) {
  try {
    return await answer.json();
  } catch {
    throw new Unreachable("the service's answer was cut off");
  }
}

export const getJson = async (path, options) => body(await send(path, options));

/** Sends a body, as JSON unless a media type is given, and returns the JSON answer. */
export const sendJson = async (method, path, content, type = "application/json") =>
  body(await send(path, content === undefined ? { method } : {
    method,
    headers: { "Content-Type": type },
    body: type === "application/json" && typeof content !== "string" ? JSON.stringify(content) : content,
  }));

/** A query string without the parameters that are empty. */
export function query(parameters) {
  const kept = Object.entries(parameters)
    .filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== false);
  return new URLSearchParams(kept).toString();
}
