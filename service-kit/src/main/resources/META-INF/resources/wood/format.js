// Numbers, times and progress as text, the same on every page.

const UNKNOWN = "–";

const isNumber = (value) => value !== null && value !== undefined && value !== "" && Number.isFinite(Number(value));

export const count = (value) => value.toLocaleString("en");
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;
export const percent = (value) => `${Math.round(value * 100)} %`;

/** Rounded down: only certainty reads 100 %. */
export const probability = (value) => `${(Math.floor(value * 1000) / 10).toFixed(1)} %`;

/** A share of 0 to 1 in percent without the sign, for columns whose heading says so. */
export const points = (value) => (isNumber(value) ? (100 * Number(value)).toFixed(1) : UNKNOWN);

/** A figure of any size in a few digits. */
export function number(value) {
  if (!isNumber(value)) {
    return UNKNOWN;
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) {
    return value.toExponential(2);
  }
  return value.toLocaleString("en", { maximumFractionDigits: size < 10 ? 4 : size < 100 ? 2 : 0 });
}

export function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const dateTime = (instant) =>
  (instant ? new Date(instant).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : "");

/** The progress of a step as the services send it: phase, done, total, unit, perSecond, secondsLeft. */
export const progress = (step) => [
  `${step.phase} ${count(step.done)}${step.total ? ` of ${count(step.total)} ${step.unit}` : ""}`,
  step.perSecond > 0 ? `${number(step.perSecond)}/s` : "",
  step.secondsLeft ? `${duration(step.secondsLeft)} left` : "",
].filter(Boolean).join(" · ");

/** A message as a sentence of its own. */
export function sentence(message) {
  const text = message.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
