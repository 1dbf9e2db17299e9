// Connects the parts of the page: keys, buttons, notices and live updates.

import { $, el } from "../wood/dom.js";
import { count, plural, sentence } from "../wood/format.js";
import { Live } from "../wood/live.js";
import { showConnection } from "../wood/nav.js";
import { keepAddress, readAddress } from "./address.js";
import { candidates, importFile, session } from "./api.js";
import { drawGenerations, listenForGeneration } from "./generations.js";
import { Grid } from "./grid.js";
import { Model, NO_FILTER } from "./model.js";
import { clearNotice, notice } from "./notices.js";
import { One } from "./one.js";
import { Queue } from "./queue.js";
import { Sidebar } from "./sidebar.js";
import { drawing } from "./status.js";

/** The service sends an empty update when nothing happens: longer silence means a dead connection. */
const SILENCE = 40_000;
const NAME_KEY = "wood.curation.reviewer";
const queue = new Queue();
const model = new Model(queue);
const grid = new Grid(model);
const one = new One(model);
const sidebar = new Sidebar(model);
const live = new Live("api/events", { silence: SILENCE });
let arrived = 0;

// ---- the reviewer ---------------------------------------------------------------------------------------

function nameFault(name) {
  if (!name) {
    return "Please enter a name.";
  }
  return /[\p{Cc}\p{Cf}]/u.test(name) ? "The name contains invisible characters." : "";
}

function setReviewer(name) {
  model.reviewer = name;
  if (!signedIn) {
    localStorage.setItem(NAME_KEY, name);
  }
  $("reviewer").textContent = name;
  $("reviewer").title = `Your decisions are recorded as ${name}. Click to change the name.`;
  sidebar.draw();
}

function askName() {
  $("who-name").value = model.reviewer;
  $("who").showModal();
  $("who-name").select();
}

$("who-form").addEventListener("submit", (event) => {
  const name = $("who-name").value.trim();
  const fault = nameFault(name);
  $("who-fault").textContent = fault;
  $("who-fault").hidden = !fault;
  if (fault) {
    event.preventDefault();
    return;
  }
  setReviewer(name);
  if (model.opinions > 1) {
    model.load();
  }
  setTimeout(() => grid.focus(), 0);
});
$("who").addEventListener("cancel", (event) => model.reviewer || event.preventDefault());
$("reviewer").addEventListener("click", () => (signedIn ? signOut() : askName()));

let signedIn = false;
let mayChoose = true;

function signOut() {
  if (queue.size === 0 || confirm("Some decisions are not saved yet. This browser keeps them until you sign in again. Sign out?")) {
    location.assign("logout");
  }
}

function sayViewer() {
  notice("viewer", "", "You can view but not decide; deciding needs the reviewer role.");
}

/** Reads who uses the page and what they may do. */
async function begin() {
  let known = null;
  try {
    known = await session();
  } catch (error) {
    notice("session", "bad", `Could not identify you: ${sentence(error.message)}`, { action: { text: "Reload", run: () => location.reload() } });
    model.mayDecide = false;
  }
  signedIn = known?.signIn ?? false;
  model.opinions = known?.opinions ?? 1;
  if (signedIn) {
    queue.sendOnlyFor(known.name);
    setReviewer(known.name);
    $("reviewer").title = `You are signed in as ${known.name}. Click to sign out.`;
    model.mayDecide = known.roles.includes("REVIEWER");
    const operator = known.roles.includes("OPERATOR");
    $("files").hidden = !operator;
    mayChoose = operator;
    if (!model.mayDecide) {
      sayViewer();
    }
    if (queue.absent.length > 0) {
      notice("absent", "warn", `This browser keeps unsaved decisions of ${queue.absent.join(" and ")}. They are saved when the same person signs in here.`);
    }
  } else {
    setReviewer(localStorage.getItem(NAME_KEY) ?? "");
    if (nameFault(model.reviewer)) {
      askName();
    }
  }
  for (const name of ["approve", "prune", "undo"]) {
    document.querySelector(`[data-action=${name}]`).disabled = !model.mayDecide;
  }
  drawActions();
}

// ---- states of the page and notices ------------------------------------------------------------------------

function showState() {
  const state = $("state");
  const { phase } = model;
  state.hidden = phase === "ready" || phase === "loading";
  $("grid").classList.toggle("blank", !state.hidden);
  if (phase === "error") {
    state.replaceChildren(drawing(navigator.onLine ? "error" : "offline"), el("h2", { text: "Cannot load the candidates" }),
      el("p", { class: "muted", text: sentence(model.fault) }),
      el("button", { type: "button", class: "button primary", text: "Try again", on: { click: () => model.load() } }));
  } else if (phase === "empty") {
    const figures = sidebar.last;
    const filtered = Object.entries(NO_FILTER).some(([name, value]) => name !== "status" && model.filter[name] !== value);
    if (figures && figures.candidates === 0) {
      state.replaceChildren(drawing("empty"), el("h2", { text: "No candidates yet" }),
        el("p", { class: "muted", text: "They appear here as soon as the ranker has scored published images." }));
    } else if (!filtered && model.filter.status === "OPEN" && figures) {
      state.replaceChildren(drawing("done"), el("h2", { text: "All decided" }),
        el("p", { class: "muted", text: `${count(figures.approved)} approved, ${count(figures.pruned)} pruned${figures.conflicts ? `, ${plural(figures.conflicts, "disagreement")} to resolve` : ""}.` }),
        el("button", { type: "button", class: "button", text: "Show all", on: { click: () => model.setFilter({ status: "ALL" }) } }));
    } else if (model.filter.status === "OPEN" && model.filter.predictedClass) {
      state.replaceChildren(drawing("done"), el("h2", { text: `Nothing left to decide for ${model.filter.predictedClass}` }),
        el("button", { type: "button", class: "button", text: "All classes", on: { click: () => model.setFilter({ predictedClass: "" }) } }),
        el("button", { type: "button", class: "button quiet", text: "Reset filters", on: { click: () => model.setFilter(NO_FILTER) } }));
    } else {
      state.replaceChildren(drawing("empty"), el("h2", { text: "Nothing matches these filters" }),
        el("button", { type: "button", class: "button", text: "Reset filters", on: { click: () => model.setFilter(NO_FILTER) } }));
    }
  }
}

function drawUnsaved() {
  $("unsaved").hidden = queue.size === 0;
  $("unsaved").textContent = `${count(queue.size)} unsaved`;
  $("unsaved").title = "Kept in this browser until Kafka acknowledges them. Click to try now.";
}

function say(text) {
  $("announce").textContent = text;
}

$("unsaved").addEventListener("click", () => queue.hurry());
queue.addEventListener("change", () => {
  drawUnsaved();
  if (queue.size === 0) {
    clearNotice("unreachable");
  }
});
queue.addEventListener("reached", () => {
  clearNotice("unreachable");
  showConnection(true);
});
queue.addEventListener("unreachable", ({ detail }) => {
  showConnection(false);
  notice("unreachable", "warn", `${plural(queue.size, "decision")} not saved yet: ${sentence(detail.reason)} This browser keeps them and sends them again; you can continue.`,
    { action: { text: "Try now", run: () => queue.hurry() } });
});
queue.addEventListener("unstored", () => notice("storage", "bad", "This browser stores no data for the page: keep it open until everything is saved."));
queue.addEventListener("saved", ({ detail }) => {
  if (detail.result.conflict) {
    notice("conflict", "warn", "Another reviewer decided one of these images differently. Both decisions are recorded; the filter “Only disagreements” shows them.", { seconds: 30 });
  }
});
addEventListener("beforeunload", (event) => {
  if (queue.size > 0) {
    event.preventDefault();
  }
});

model.addEventListener("list", () => {
  showState();
  clearNotice("finished");
});
model.addEventListener("added", () => {
  showState();
  if (model.phase === "empty") {
    sidebar.refresh().then(showState);
  }
});
model.addEventListener("denied", sayViewer);
model.addEventListener("fault", ({ detail }) => notice("fault", "bad", sentence(detail.message), { seconds: 15 }));
model.addEventListener("finished", () => {
  if (model.filter.status === "OPEN" && !model.items.some((item) => model.isLeft(item))) {
    notice("finished", "good", "Everything on this list is decided.", { action: model.filter.predictedClass
        ? { text: "All classes", run: () => model.setFilter({ predictedClass: "" }) }
        : { text: "Reload the list", run: () => model.load() }, seconds: 20 });
  }
});
model.addEventListener("decided", ({ detail }) => {
  const done = { APPROVED: "Approved", PRUNED: "Pruned", WITHDRAWN: "Withdrawn", UNDO: "Undone" }[detail.verdict];
  if (detail.items.length > 0) {
    say(`${done}: ${plural(detail.items.length, "image")}`);
  }
  drawActions();
});
model.addEventListener("selection", drawActions);
model.addEventListener("overlay", () => $("overlay-button").setAttribute("aria-pressed", String(model.overlay)));
model.addEventListener("view", () => {
  $("view-grid").setAttribute("aria-pressed", String(model.view === "grid"));
  $("view-one").setAttribute("aria-pressed", String(model.view === "one"));
});

function drawActions() {
  $("selection").textContent = model.selection.size > 0 ? `${count(model.selection.size)} selected` : "";
  document.querySelector("[data-action=undo]").disabled = !model.canUndo || !model.mayDecide;
}

// ---- actions and keys --------------------------------------------------------------------------

async function selectAlike() {
  const item = model.current;
  if (!item?.cluster) {
    notice("alike", "", "No other image looks like this one.", { seconds: 4 });
    return;
  }
  const known = model.items.filter((other) => other.cluster === item.cluster).map((other) => other.image);
  model.selectAll(known);
  const page = await candidates({ cluster: item.cluster, status: model.filter.status === "OPEN" && model.opinions > 1 ? "UNDECIDED" : model.filter.status, limit: 500 }).catch(() => null);
  const hidden = page ? page.candidates.filter((other) => !model.byImage.has(other.image)).length : 0;
  if (hidden > 0) {
    notice("alike", "", `${plural(hidden, "more look-alike")} not loaded yet.`, {
      action: { text: "Show the group", run: () => { clearNotice("alike"); model.setFilter({ cluster: item.cluster }); } }, seconds: 15,
    });
  }
}

const actions = {
  approve: () => model.decide("APPROVED", { reason: one.extras().reason }),
  prune: () => model.decide("PRUNED", one.extras()),
  withdraw: () => model.decide("WITHDRAWN"),
  skip: () => model.advance(),
  undo: () => {
    if (model.undo() === 0) {
      notice("undo", "", "Nothing is left to undo here. W withdraws the decision on this image.", { seconds: 6 });
    }
  },
  overlay: () => model.toggleOverlay(),
  zoom: () => (model.view === "one" ? one.toggleZoom() : grid.resize()),
  alike: selectAlike,
  view: () => model.setView(model.view === "grid" ? "one" : "grid"),
  help: () => ($("help").open ? $("help").close() : $("help").showModal()),
};

document.querySelector(".actions").addEventListener("click", (event) => {
  const action = event.target.closest("[data-action]")?.dataset.action;
  if (action) {
    actions[action]();
    if (model.view === "grid") {
      grid.focus();
    }
  }
});
$("view-grid").addEventListener("click", () => model.setView("grid"));
$("view-one").addEventListener("click", () => model.setView("one"));
$("filters-open").addEventListener("click", () => {
  const open = $("filters").classList.toggle("open");
  $("filters-open").setAttribute("aria-expanded", String(open));
});
$("help-open").addEventListener("click", actions.help);
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", () => button.closest("dialog").close()));

function step(by) {
  return (event) => model.go(model.index + by(), event.shiftKey);
}

const row = () => (model.view === "grid" ? grid.columns() : 1);
const keys = {
  a: actions.approve,
  p: actions.prune,
  w: actions.withdraw,
  s: actions.skip,
  u: actions.undo,
  " ": actions.overlay,
  z: actions.zoom,
  g: actions.view,
  c: actions.alike,
  r: () => model.load(model.current?.image),
  x: () => model.toggleSelected(),
  "?": actions.help,
  n: () => model.view === "one" && one.focusReason(),
  j: step(() => 1),
  k: step(() => -1),
  ArrowRight: step(() => 1),
  ArrowLeft: step(() => -1),
  ArrowDown: step(() => row()),
  ArrowUp: step(() => -row()),
  PageDown: step(() => row() * 4),
  PageUp: step(() => -row() * 4),
  Home: step(() => -model.index),
  End: step(() => model.items.length - 1 - model.index),
  Enter: () => model.view === "grid" && model.setView("one"),
  Escape: () => {
    if (model.selection.size > 0) {
      model.clearSelection();
    } else if (model.view === "one") {
      model.setView("grid");
    }
  },
};

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (document.querySelector("dialog[open]")) {
    if (event.key === "?" && $("help").open) {
      $("help").close();
    }
    return;
  }
  if (target.matches("select, textarea, input:not([type=checkbox])")) {
    if (event.key === "Escape") {
      target.blur();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
      event.preventDefault();
      // In the list of undecided images, those decided meanwhile are not selected.
      model.selectAll(model.items.filter((item) => model.filter.status === "ALL" || (model.filter.status === "OPEN" ? model.isLeft(item) : model.status(item) === model.filter.status)).map((item) => item.image));
    }
    return;
  }
  const onControl = target.matches("button, a, input, summary");
  if (onControl && (event.key === " " || event.key === "Enter" || event.key === "Escape")) {
    return;
  }
  if (/^[1-9]$/.test(event.key) && model.view === "one") {
    one.toggleSeen(Number(event.key));
    return;
  }
  const run = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (run && model.reviewer) {
    event.preventDefault();
    run(event);
  }
});

// ---- import ------------------------------------------------------------------------------------

$("import").addEventListener("change", async () => {
  const [file] = $("import").files;
  $("import").value = "";
  if (!file) {
    return;
  }
  try {
    const report = await importFile(await file.text(), model.reviewer, /\.json$/i.test(file.name) ? "application/json" : "text/csv");
    const first = report.problems.slice(0, 3).map(({ line, detail }) => `line ${line}: ${detail}`).join("; ");
    notice("import", report.problems.length ? "warn" : "good",
      `${plural(report.recorded, "decision")} imported, ${count(report.unchanged)} already known${report.problems.length ? `, ${plural(report.problems.length, "line")} rejected: ${first}` : ""}.`);
    model.load();
    sidebar.refresh();
  } catch (error) {
    notice("import", "bad", `Nothing was imported: ${sentence(error.message)}`);
  }
});

// ---- live updates ----------------------------------------------------------------------------

let wasLost = false;
live.addEventListener("open", () => {
  showConnection(true);
  if (wasLost) {
    wasLost = false;
    queue.hurry();
    sidebar.refresh();
    if (model.phase === "error") {
      model.load();
    }
  }
});
live.addEventListener("lost", () => {
  wasLost = true;
  showConnection(false);
});
live.addEventListener("message", ({ detail }) => {
  if (detail.switched) {
    notice("generation", "", "The queue shows another generation now.");
    sidebar.refreshSoon();
    drawGenerations(mayChoose);
    model.load();
    return;
  }
  if (detail.decided.length === 0 && detail.newCandidates === 0) {
    return;
  }
  model.applyDecided(detail.decided);
  sidebar.refreshSoon();
  arrived += detail.newCandidates;
  if (detail.newCandidates > 0) {
    drawGenerations(mayChoose);
  }
  if (arrived > 0) {
    if (model.phase === "empty") {
      arrived = 0;
      model.load();
    } else if (model.phase === "ready") {
      notice("arrived", "", `${plural(arrived, "new candidate")} arrived.`, {
        action: { text: "Show", run: () => { arrived = 0; clearNotice("arrived"); model.load(); } },
      });
    }
  }
});

// ---- start -------------------------------------------------------------------------------------

const place = readAddress();
Object.assign(model.filter, place.filter);
keepAddress(model);
drawUnsaved();
drawActions();
await begin();
listenForGeneration(() => model.reviewer, () => mayChoose);
drawGenerations(mayChoose);
live.open();
sidebar.refresh();
if (queue.size > 0) {
  queue.hurry();
}
model.load(place.image).then(() => place.view === "one" && model.setView("one"));
