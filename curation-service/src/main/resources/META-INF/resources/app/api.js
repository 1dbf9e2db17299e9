// The service's API. Every failure becomes a Refused (the service said no, with problem details) or
// an Unreachable (nobody answered), so that callers can tell "wrong" from "later".

export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.problem = problem;
    this.status = status;
  }
}

export class Unreachable extends Error {}

async function request(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, signal: options.signal ?? AbortSignal.timeout(60_000) });
  } catch (error) {
    if (options.signal?.aborted) {
      throw error;
    }
    throw new Unreachable("the service cannot be reached");
  }
  if (answer.ok) {
    return answer.json();
  }
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401 || answer.status === 499) {
    throw new Unreachable("you are not signed in any more; read the page again to sign in");
  }
  // A fault of the service, a wait or too many requests say nothing about what was asked.
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
    throw new Unreachable(problem.detail || `HTTP ${answer.status}`);
  }
  throw new Refused(problem, answer.status);
}

const post = (path, body, type) =>
  request(path, { method: "POST", headers: { "Content-Type": type }, body });

/** Leaves out what does not filter. */
export function query(parameters) {
  const kept = Object.entries(parameters).filter(([, value]) => value !== "" && value != null && value !== false);
  return new URLSearchParams(kept).toString();
}

export const session = () => request("api/session");
export const candidates = (parameters, signal) => request(`api/candidates?${query(parameters)}`, { signal });
export const history = (image, signal) => request(`api/candidates/${image}/history`, { signal });
export const statistics = () => request("api/statistics");
export const decide = (reviewer, decisions) =>
  post("api/decisions", JSON.stringify({ reviewer, decisions }), "application/json");
export const importFile = (text, reviewer, type) => post(`api/import?${query({ reviewer })}`, text, type);

export const picture = (item) => `api/images/${item.image}`;
export const thumbnail = (item, width) =>
  item.width > width ? `api/images/${item.image}?width=${width}` : picture(item);
export const overlay = (item) => `api/overlays/${item.image}?weights=${item.weights}`;
