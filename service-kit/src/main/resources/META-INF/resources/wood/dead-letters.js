// The dead letters of the topics that this service may read: list, filter, content, publish again, drop.

import { getJson, query, sendJson } from "./api.js";
import { $, badge, el, pairs, row, showMessage } from "./dom.js";
import { dateTime, plural, sentence } from "./format.js";
import { poll } from "./live.js";
import { showConnection } from "./nav.js";

const PAUSE = 15_000;
const LIMIT = 200;
const KEY_LENGTH = 12;
const OUTCOMES = {
  REDRIVEN: ["published again", "good"],
  FAILED_AGAIN: ["failed again", "bad"],
  DROPPED: ["dropped", ""],
};

const shown = { filter: {}, total: 0 };

const filter = () => ({
  topic: $("topic").value,
  reason: $("reason").value.trim(),
  source: $("source").value.trim(),
  key: $("key").value.trim(),
  repaired: $("repaired").checked,
});

/** Topics are learnt from the letters themselves: a topic without any needs no filter. */
function addTopics(letters) {
  const known = new Set([...$("topic").options].map((option) => option.value));
  for (const { topic } of letters) {
    if (!known.has(topic)) {
      known.add(topic);
      $("topic").append(el("option", { value: topic, text: topic }));
    }
  }
}

function outcome(letter) {
  if (letter.repair) {
    const [text, look] = OUTCOMES[letter.repair.outcome];
    return el("span", { title: `${letter.repair.by}, ${dateTime(letter.repair.at)} ${letter.repair.place}` }, badge(text, look));
  }
  return letter.follows ? el("span", { title: `after ${letter.follows}` }, badge("failed again", "bad")) : badge("waits", "warn");
}

const button = (text, look, click) => el("button", { type: "button", class: `button small ${look}`, text, on: { click } });

const letterRow = (letter) => row(
  dateTime(letter.at),
  letter.topic,
  letter.source,
  el("span", { class: "mono", title: letter.key, text: letter.key ? `${letter.key.slice(0, KEY_LENGTH)}${letter.key.length > KEY_LENGTH ? "…" : ""}` : "–" }),
  letter.reason,
  outcome(letter),
  el("div", { class: "row" },
    button("Show", "quiet", () => show(letter.id)),
    letter.repair ? null : button("Publish again", "", () => repair("redrive", { ids: [letter.id] })),
    letter.repair ? null : button("Drop", "quiet", () => confirmDrop({ ids: [letter.id] }, "Drop this dead letter? Its record is not handled."))));

async function refresh() {
  try {
    const asked = filter();
    const page = await getJson(`api/dead-letters?${query({ ...asked, limit: LIMIT })}`);
    shown.filter = asked;
    shown.total = page.total;
    addTopics(page.letters);
    $("letters").replaceChildren(...page.letters.map(letterRow));
    $("summary").textContent = page.total === 0
      ? "No dead letters match."
      : `${plural(page.total, "dead letter")}${page.total > page.letters.length ? `, the newest ${page.letters.length} are shown` : ""}`;
    const open = page.letters.some((letter) => !letter.repair) || page.total > page.letters.length;
    $("redrive-all").disabled = !open;
    $("drop-all").disabled = !open;
    showMessage($("problem"), null);
    showConnection(true);
  } catch (error) {
    showMessage($("problem"), sentence(error.message));
    showConnection(false);
  }
}

async function show(id) {
  try {
    const { letter, headers, payload } = await getJson(`api/dead-letters/${encodeURIComponent(id)}`);
    $("facts").replaceChildren(pairs([
      ["id", letter.id], ["reason", letter.reason], ["record", letter.place || "unknown"], ["key", letter.key ?? "none"],
      ["source", letter.source || "unknown"], ["size", plural(letter.size, "byte")],
      ...(letter.repair ? [["outcome", `${OUTCOMES[letter.repair.outcome][0]} ${letter.repair.place} by ${letter.repair.by}, ${dateTime(letter.repair.at)}`]] : []),
      ...(letter.follows ? [["failed before", letter.follows]] : []),
      ...Object.entries(headers),
    ]));
    $("payload").textContent = letter.cut ? `${payload}\n… (the beginning only)` : payload;
    $("detail").showModal();
  } catch (error) {
    showMessage($("problem"), sentence(error.message));
  }
}

async function repair(what, request) {
  showMessage($("result"), null);
  try {
    const report = await sendJson("POST", `api/dead-letters/${what}`, request);
    const done = what === "drop" ? "dropped" : "published again";
    const refused = report.results.filter((one) => !one.repaired).map((one) => `${one.id}: ${one.detail}`);
    const place = report.results.length === 1 && report.repaired === 1 ? ` (${report.results[0].detail})` : "";
    showMessage($("result"), [`${plural(report.repaired, "dead letter")} ${done}${place}.`, report.refused > 0 ? `${report.refused} not: ${refused.join("; ")}` : ""].join(" ").trim());
    await refresh();
  } catch (error) {
    showMessage($("problem"), sentence(error.message));
  }
}

function confirmDrop(request, text) {
  $("confirm-text").textContent = text;
  $("confirm").returnValue = "no";
  $("confirm").onclose = () => $("confirm").returnValue === "yes" && repair("drop", request);
  $("confirm").showModal();
}

$("filter").addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});
$("redrive-all").addEventListener("click", () => repair("redrive", { filter: shown.filter }));
$("drop-all").addEventListener("click", () => {
  // With the repaired ones shown, the total counts them too.
  const count = shown.filter.repaired ? "" : ` (${shown.total})`;
  confirmDrop({ filter: shown.filter }, `Drop all dead letters that match and wait for a repair${count}? Their records are not handled.`);
});
poll(refresh, PAUSE);
