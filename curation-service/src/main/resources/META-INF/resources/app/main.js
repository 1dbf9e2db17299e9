// Puts the page together: keys, buttons, notices, the address.

import { candidates, importFile, session } from "./api.js";
import { $, count, drawing, el, plural } from "./dom.js";
import { Grid } from "./grid.js";
import { Live } from "./live.js";
import { Model, NO_FILTER } from "./model.js";
import { One } from "./one.js";
import { Queue } from "./queue.js";
import { Sidebar } from "./sidebar.js";

const NAME_KEY = "wood.curation.reviewer";
const queue = new Queue();
const model = new Model(queue);
const grid = new Grid(model);
const one = new One(model);
const sidebar = new Sidebar(model);
const live = new Live();
let arrived = 0;

// ---- who ---------------------------------------------------------------------------------------

function nameFault(name) {
  if (!name) {
    return "Please give a name.";
  }
  return /[\p{Cc}\p{Cf}]/u.test(name) ? "The name holds characters that cannot be seen." : "";
}

function setReviewer(name) {
  model.reviewer = name;
  if (!signedIn) {
    localStorage.setItem(NAME_KEY, name);
  }
  $("reviewer").textContent = name;
  $("reviewer").title = `You decide as ${name}. Click to change.`;
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

function signOut() {
  if (queue.size === 0 || confirm("Some decisions are not saved yet. They wait in this browser until you are back. Sign out?")) {
    location.assign("logout");
  }
}

function sayViewer() {
  notice("viewer", "", "You may look and not decide: that takes the role reviewer.");
}

/** Who is here, and what they may do. */
async function begin() {
  let known = null;
  try {
    known = await session();
  } catch (error) {
    notice("session", "bad", `It is not known who you are: ${error.message}`, { action: { text: "Try again", run: () => location.reload() } });
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
    if (!model.mayDecide) {
      sayViewer();
    }
    if (queue.absent.length > 0) {
      notice("absent", "warn", `This browser keeps decisions that ${queue.absent.join(" and ")} made and that are not saved yet. They wait until the same person signs in here.`);
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

// ---- notices and states ------------------------------------------------------------------------

const notices = new Map();

/** One notice per kind; those without a time stay until they are taken away. */
function notice(kind, look, text, { action, seconds } = {}) {
  clearNotice(kind);
  const element = el("div", { class: `notice ${look}`, role: look === "bad" ? "alert" : "status" }, el("span", { text }), el("span", { class: "spacer" }),
    action ? el("button", { type: "button", class: "button small", text: action.text, on: { click: action.run } }) : null,
    el("button", { type: "button", class: "button quiet small", text: "×", "aria-label": "Close", on: { click: () => clearNotice(kind) } }));
  $("notices").append(element);
  notices.set(kind, { element, timer: seconds ? setTimeout(() => clearNotice(kind), seconds * 1000) : 0 });
}

function clearNotice(kind) {
  const known = notices.get(kind);
  if (known) {
    clearTimeout(known.timer);
    known.element.remove();
    notices.delete(kind);
  }
}

function showState() {
  const state = $("state");
  const { phase } = model;
  state.hidden = phase === "ready" || phase === "loading";
  $("grid").classList.toggle("blank", !state.hidden);
  if (phase === "error") {
    state.replaceChildren(drawing(navigator.onLine ? "error" : "offline"), el("h2", { text: "The candidates cannot be read" }),
      el("p", { class: "muted", text: model.fault }),
      el("button", { type: "button", class: "button primary", text: "Try again", on: { click: () => model.load() } }));
  } else if (phase === "empty") {
    const figures = sidebar.last;
    const filtered = Object.entries(NO_FILTER).some(([name, value]) => name !== "status" && model.filter[name] !== value);
    if (figures && figures.candidates === 0) {
      state.replaceChildren(drawing("empty"), el("h2", { text: "No candidates yet" }),
        el("p", { class: "muted", text: "They appear here as soon as the ranker has scored published images. This page listens." }));
    } else if (!filtered && model.filter.status === "OPEN" && figures) {
      state.replaceChildren(drawing("done"), el("h2", { text: "All decided" }),
        el("p", { class: "muted", text: `${count(figures.approved)} approved, ${count(figures.pruned)} pruned${figures.conflicts ? `, ${plural(figures.conflicts, "disagreement")} to look at` : ""}.` }),
        el("button", { type: "button", class: "button", text: "Look at all of them", on: { click: () => model.setFilter({ status: "ALL" }) } }));
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
  $("unsaved").title = "Kept in this browser until Kafka has acknowledged. Click to try now.";
}

function connection(state) {
  $("connection").className = `badge ${state === "live" ? "good" : "warn"}`;
  $("connection-text").textContent = state;
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
  connection("live");
});
queue.addEventListener("unreachable", ({ detail }) => {
  connection("offline");
  notice("unreachable", "warn", `${plural(queue.size, "decision")} not saved yet: ${detail.reason}. They are kept in this browser and sent again; go on deciding.`,
    { action: { text: "Try now", run: () => queue.hurry() } });
});
queue.addEventListener("unstored", () => notice("storage", "bad", "This browser keeps no data for the page: do not close it before everything is saved."));
queue.addEventListener("saved", ({ detail }) => {
  if (detail.result.conflict) {
    notice("conflict", "warn", "Someone else has decided one of these images differently. Both decisions are recorded; look under “Only disagreements”.", { seconds: 12 });
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
model.addEventListener("fault", ({ detail }) => notice("fault", "bad", detail.message, { seconds: 15 }));
model.addEventListener("finished", () => {
  if (model.filter.status === "OPEN" && !model.items.some((item) => model.isLeft(item))) {
    notice("finished", "good", "Everything on this list is decided.", { action: model.filter.predictedClass
        ? { text: "All classes", run: () => model.setFilter({ predictedClass: "" }) }
        : { text: "Read the list again", run: () => model.load() }, seconds: 20 });
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
  writeAddress();
});
model.addEventListener("filter", writeAddress);
model.addEventListener("current", writePosition);

function drawActions() {
  $("selection").textContent = model.selection.size > 0 ? `${count(model.selection.size)} selected` : "";
  document.querySelector("[data-action=undo]").disabled = !model.canUndo || !model.mayDecide;
}

// ---- the address: a reload comes back to the same place ----------------------------------------

const POSITION_PAUSE = 150;
let positionTimer = 0;

/** Filter and view change together with the address: a reload never brings an old filter back. */
function writeAddress() {
  clearTimeout(positionTimer);
  const parameters = new URLSearchParams();
  Object.entries(model.filter).forEach(([name, value]) => value !== NO_FILTER[name] && parameters.set(name, value));
  if (model.view === "one") {
    parameters.set("view", "one");
  }
  const at = model.current && (model.index > 0 || model.filter.status === "ALL") ? `#${model.current.image}` : "";
  const query = parameters.toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${at}`);
}

/** Browsers limit how often an address may change: a held arrow key writes only its last position. */
function writePosition() {
  clearTimeout(positionTimer);
  positionTimer = setTimeout(writeAddress, POSITION_PAUSE);
}

/** The filter, view and image that the address names. */
function readAddress() {
  const parameters = new URLSearchParams(location.search);
  Object.keys(NO_FILTER).forEach((name) => parameters.has(name) && (model.filter[name] = parameters.get(name)));
  return { view: parameters.get("view"), image: /^#[0-9a-f]{64}$/.test(location.hash) ? location.hash.slice(1) : null };
}

// ---- actions and keys --------------------------------------------------------------------------

async function selectAlike() {
  const item = model.current;
  if (!item?.cluster) {
    notice("alike", "", "Nothing looks like this image.", { seconds: 4 });
    return;
  }
  const known = model.items.filter((other) => other.cluster === item.cluster).map((other) => other.image);
  model.selectAll(known);
  const page = await candidates({ cluster: item.cluster, status: model.filter.status === "OPEN" && model.opinions > 1 ? "UNDECIDED" : model.filter.status, limit: 500 }).catch(() => null);
  const hidden = page ? page.candidates.filter((other) => !model.byImage.has(other.image)).length : 0;
  if (hidden > 0) {
    notice("alike", "", `${plural(hidden, "more look-alike")} further down.`, {
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
      notice("undo", "", "Nothing of this session is left to undo; W withdraws the decision on this image.", { seconds: 6 });
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
      // In the list of undecided images those that were decided meanwhile are left alone.
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
      `${plural(report.recorded, "decision")} imported, ${count(report.unchanged)} known already${report.problems.length ? `, ${plural(report.problems.length, "line")} not: ${first}` : ""}.`);
    model.load();
    sidebar.refresh();
  } catch (error) {
    notice("import", "bad", `Nothing was imported: ${error.message}`);
  }
});

// ---- what others do ----------------------------------------------------------------------------

let wasLost = false;
live.addEventListener("open", () => {
  connection("live");
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
  connection("offline");
});
live.addEventListener("update", ({ detail }) => {
  model.heard(detail.decided);
  sidebar.refreshSoon();
  arrived += detail.newCandidates;
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
drawUnsaved();
drawActions();
await begin();
live.open();
sidebar.refresh();
if (queue.size > 0) {
  queue.hurry();
}
model.load(place.image).then(() => place.view === "one" && model.setView("one"));
