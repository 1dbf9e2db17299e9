// Shows what the ranker does now; asks every two seconds while the page is visible.
const EVERY_MILLISECONDS = 2000;

const element = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");
let before = null;
let shown = "";

const show = (id, visible, text) => {
  element(id).hidden = !visible;
  if (text !== undefined) {
    element(id).textContent = text;
  }
};

const call = async (path, options) => {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail ?? answer.statusText);
  }
  return body;
};

const rate = (counts) => {
  const total = counts.ranked + counts.belowThreshold + counts.unusable;
  const now = performance.now();
  const perSecond = before ? ((total - before.total) * 1000) / (now - before.at) : 0;
  before = { total, at: now };
  return Math.max(0, perSecond).toFixed(1);
};

const showModel = (status) => {
  const model = status.model;
  element("model").textContent = model
    ? `${model.experiment}: ${model.network.architecture}, ${model.classes.length} classes ` +
      `(${model.classes.join(", ")}), weights ${model.weights.sha256.slice(0, 12)}`
    : "None yet: candidates wait until one is trained.";
  show("problem", status.problem !== "", status.problem);
};

const showRerank = (run) => {
  element("rerank").disabled = run.running;
  show("rerank-progress", run.running);
  element("rerank-progress").max = Math.max(1, run.total);
  element("rerank-progress").value = run.done;
  const failed = run.failed > 0 ? `, ${number.format(run.failed)} failed` : "";
  element("rerank-text").textContent = !run.startedAt
    ? ""
    : `${number.format(run.done)} of ${number.format(run.total)}${failed} ${run.message}`;
};

const picture = (image, kind, alt) => {
  const img = document.createElement("img");
  img.src = `/api/recent/${image}/${kind}`;
  img.alt = alt;
  img.loading = "lazy";
  img.className = kind;
  return img;
};

const card = (hard) => {
  const figure = document.createElement("figure");
  figure.tabIndex = 0;
  figure.title = hard.name;
  const pictures = document.createElement("div");
  pictures.className = "pictures";
  pictures.append(
    picture(hard.image, "picture", `${hard.name || "candidate"}, taken for ${hard.predictedClass}`),
    picture(hard.image, "overlay", ""),
  );
  const caption = document.createElement("figcaption");
  const label = document.createElement("span");
  label.textContent = hard.predictedClass;
  const score = document.createElement("span");
  score.className = "number";
  score.textContent = hard.score.toFixed(3);
  caption.append(label, score);
  figure.append(pictures, caption);
  const item = document.createElement("li");
  item.append(figure);
  return item;
};

const showRecent = (recent) => {
  const now = recent.map((hard) => hard.image + hard.score).join();
  if (now !== shown) {
    shown = now;
    element("recent").replaceChildren(...recent.map(card));
    show("empty", recent.length === 0);
  }
};

const showStatus = (status) => {
  showModel(status);
  element("ranked").textContent = number.format(status.counts.ranked);
  element("below").textContent = number.format(status.counts.belowThreshold);
  element("unusable").textContent = number.format(status.counts.unusable);
  element("threshold").textContent = status.threshold;
  element("rate").textContent = rate(status.counts);
  showRerank(status.rerank);
  showRecent(status.recent);
};

const showChoice = async () => {
  const model = await call("/api/model");
  const options = model.known.map((known) => {
    const option = document.createElement("option");
    option.value = known.experiment;
    option.textContent = `${known.experiment} (${known.arm.toLowerCase()})`;
    return option;
  });
  element("choice").replaceChildren(element("choice").options[0], ...options);
  element("choice").value = model.choice ?? "";
};

const refresh = async () => {
  try {
    if (!document.hidden) {
      showStatus(await call("/api/status"));
    }
    show("offline", false);
  } catch {
    show("offline", true);
  }
  setTimeout(refresh, EVERY_MILLISECONDS);
};

const report = (error) => show("problem", true, error.message);

element("choose").addEventListener("submit", (event) => {
  event.preventDefault();
  call("/api/model", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ experiment: element("choice").value || null }),
  }).catch(report);
});
element("choice").addEventListener("focus", () => showChoice().catch(report), { once: true });
element("rerank").addEventListener("click", () =>
  call("/api/rerank", { method: "POST" }).then(showRerank, report),
);

showChoice().catch(report);
refresh();
