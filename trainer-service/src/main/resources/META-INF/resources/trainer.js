import { chart, number } from "./chart.js";

const $ = (id) => document.getElementById(id);
const experiments = new Map();
const chosen = new Set();
let shown = null; // the experiment whose detail is on the page, as the service last told it

// ---- the service -----------------------------------------------------------------------------

const ask = async (path, options) => {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The trainer does not answer. Is it running?");
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Error(body.detail ?? `${answer.status} ${answer.statusText}`);
  }
  return body;
};

const trouble = (message) => {
  $("trouble").textContent = message ?? "";
  $("trouble").hidden = !message;
};

const guarded = (work) => async (...values) => {
  try {
    const result = await work(...values);
    trouble(null);
    return result;
  } catch (failure) {
    trouble(failure.message);
    return undefined;
  }
};

// ---- small parts -----------------------------------------------------------------------------

const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => {
    if (key === "class") {
      made.className = value;
    } else if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  });
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

const BADGES = {
  QUEUED: "warn",
  RUNNING: "info",
  SUCCEEDED: "good",
  FAILED: "bad",
  CANCELLED: "",
};

const badge = (state) =>
  make("span", { class: `badge ${BADGES[state] ?? ""}` }, state.toLowerCase());

const duration = (seconds) => {
  if (seconds === null || seconds === undefined) {
    return "";
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const when = (instant) =>
  instant ? new Date(instant).toLocaleString("en-GB", { dateStyle: "short", timeStyle: "short" }) : "";

const isOpen = (summary) => summary.state === "QUEUED" || summary.state === "RUNNING";

const progressWords = (progress) =>
  [
    `${progress.phase} ${progress.done.toLocaleString("en")}` +
      (progress.total ? ` of ${progress.total.toLocaleString("en")} ${progress.unit}` : ""),
    progress.perSecond > 0 ? `${number(progress.perSecond)}/s` : null,
    progress.secondsLeft ? `${duration(progress.secondsLeft)} left` : null,
  ]
    .filter(Boolean)
    .join(" · ");

const progressOf = (summary) => {
  const { progress } = summary;
  if (summary.state === "FAILED" || !progress) {
    return make(
      "span",
      { class: "muted small clipped", title: summary.message },
      summary.message || "",
    );
  }
  if (!isOpen(summary)) {
    return make("span", { class: "muted small" }, summary.message);
  }
  return make(
    "div",
    { class: "progress-cell" },
    make("progress", {
      class: "meter",
      max: progress.total || 1,
      value: progress.total ? progress.done : 0,
      "aria-label": progress.phase,
    }),
    make("span", { class: "muted small left" }, progressWords(progress)),
  );
};

const linkTo = (id) => make("a", { href: `#/experiments/${encodeURIComponent(id)}` }, id);

const knobs = (pairs) =>
  make(
    "dl",
    { class: "knobs" },
    ...pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, String(value))]),
  );

const byName = (figures) =>
  Object.entries(figures ?? {}).sort(([a], [b]) => a.localeCompare(b));

const flat = (value, path = "") =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key))
    : [[path, value === null ? "–" : String(value)]];

const thumbs = (experiment, oods, most = 60) =>
  make(
    "div",
    { class: "thumbs" },
    ...oods.slice(0, most).map((ood) =>
      make("img", {
        src: `/api/experiments/${encodeURIComponent(experiment)}/oods/${ood.sha256}`,
        alt: `OoD ${ood.sha256.slice(0, 12)}`,
        title: ood.sha256,
        loading: "lazy",
      }),
    ),
  );

// ---- list ------------------------------------------------------------------------------------

const tile = (value, label) =>
  make(
    "div",
    { class: "card figure-tile" },
    make("span", { class: "value" }, String(value)),
    make("span", { class: "muted small" }, label),
  );

const row = (summary) =>
  make(
    "tr",
    {},
    make("td", {}, linkTo(summary.experiment)),
    make("td", {}, badge(summary.state)),
    make("td", {}, summary.arm),
    make("td", {}, `${summary.network.architecture} / ${summary.network.outputStride}`),
    make("td", { class: "number" }, String(summary.seed)),
    make("td", {}, progressOf(summary)),
    make("td", { class: "number" }, isOpen(summary) ? number(summary.figures?.loss) : "–"),
    make("td", { class: "number" }, number(summary.metrics?.["validation.mAP"])),
    make("td", { class: "number" }, summary.oods === undefined ? "–" : String(summary.oods)),
    make("td", { class: "small" }, when(summary.requestedAt)),
    make(
      "td",
      {},
      make("input", {
        type: "checkbox",
        "aria-label": `Compare ${summary.experiment}`,
        checked: chosen.has(summary.experiment),
        onchange: (event) => choose(summary.experiment, event.target.checked),
      }),
    ),
  );

const choose = (experiment, wanted) => {
  if (wanted) {
    chosen.add(experiment);
  } else {
    chosen.delete(experiment);
  }
  if (chosen.size === 2) {
    const [first, second] = chosen;
    chosen.clear();
    location.hash = `#/compare/${encodeURIComponent(first)}/${encodeURIComponent(second)}`;
  }
};

const newestFirst = () =>
  [...experiments.values()].sort(
    (a, b) =>
      b.requestedAt.localeCompare(a.requestedAt) || a.experiment.localeCompare(b.experiment),
  );

const drawList = () => {
  const all = newestFirst();
  const count = (...states) => all.filter((one) => states.includes(one.state)).length;
  $("tiles").replaceChildren(
    tile(count("RUNNING"), "running"),
    tile(count("QUEUED"), "queued"),
    tile(count("SUCCEEDED"), "trained"),
    tile(count("FAILED", "CANCELLED"), "failed or cancelled"),
  );
  $("experiments").tBodies[0].replaceChildren(...all.map(row));
  $("experiments").parentElement.hidden = all.length === 0;
  $("empty").hidden = all.length > 0;
};

// ---- detail ----------------------------------------------------------------------------------

/** One chart for each kind of figure: losses together, rates together, the rest by itself. */
const charts = (curves) => {
  const groups = new Map();
  curves.forEach(({ label, points, second }) => {
    points
      .filter((point) => point.phase === "train")
      .forEach((point) => {
        byName(point.figures).forEach(([name, value]) => {
          const group = name.startsWith("loss")
            ? "Loss by part"
            : name.startsWith("rate")
              ? "Learning rates"
              : name;
          const series = groups.get(group) ?? groups.set(group, new Map()).get(group);
          const key = label ? `${name} (${label})` : name;
          if (!series.has(key)) {
            series.set(key, { name: key, points: [], second, figure: name });
          }
          series.get(key).points.push([point.done, value]);
        });
      });
  });
  const order = ["Learning rates", "featureNorm", "Loss by part"];
  const names = [...groups.keys()].sort(
    (a, b) => order.indexOf(b) - order.indexOf(a) || a.localeCompare(b),
  );
  return names.map((name) => {
    const series = [...groups.get(name).values()];
    // A resumed run tells some steps again: the last word on a step counts.
    series.forEach((one) => {
      one.points = [...new Map(one.points)].sort(([a], [b]) => a - b);
    });
    const figures = [...new Set(series.map((one) => one.figure))];
    series.forEach((one) => {
      one.colour = curves.length > 1 && figures.length === 1
        ? series.indexOf(one)
        : figures.indexOf(one.figure);
    });
    return chart(name === "featureNorm" ? "Mean feature norm" : name, series);
  });
};

const precisionBars = (metrics) => {
  const entries = byName(metrics)
    .filter(([name]) => name.startsWith("validation.AP."))
    .map(([name, value]) => [name.slice("validation.AP.".length), value]);
  if (entries.length === 0) {
    return null;
  }
  return make(
    "section",
    { class: "card" },
    make("h3", {}, `Average precision on validation: mAP ${number(metrics["validation.mAP"])}`),
    make(
      "div",
      { class: "bars" },
      ...entries.flatMap(([name, value]) => [
        make("span", {}, name),
        make("progress", { class: "meter", max: 1, value, "aria-label": name }),
        make("span", { class: "number" }, number(value)),
      ]),
    ),
  );
};

const drawDetail = () => {
  const { summary, request, manifest, manifestRef, model, kept, curve, skipped } = shown;
  const oods = manifest?.oods ?? [];
  const stop = make(
    "button",
    { class: "button danger", type: "button", onclick: () => cancel(summary.experiment) },
    "Cancel",
  );
  const facts = [
    ["arm", summary.arm],
    ["requested", `${when(summary.requestedAt)} by ${summary.requestedBy}`],
    ["heard of", when(summary.updatedAt)],
    ["dataset", summary.dataset],
    ["starts from", summary.initial ?? `a random network of seed ${summary.seed}`],
    ["weights", model?.weights.sha256 ?? "–"],
    ...(kept ? [[`checkpoint of step ${kept.step}`, JSON.stringify(kept.bytes)]] : []),
    ["manifest", manifestRef?.sha256 ?? "–"],
    ["decisions up to", manifest ? JSON.stringify(manifest.decisionOffsets) : "–"],
    ["code", manifest?.codeVersion ?? "–"],
  ];
  $("detail").replaceChildren(
    make(
      "div",
      { class: "row heading" },
      make("h1", {}, summary.experiment),
      badge(summary.state),
      make("span", { class: "spacer" }),
      make(
        "a",
        { class: "button", href: `#/compare/${encodeURIComponent(summary.experiment)}` },
        "Compare with …",
      ),
      isOpen(summary) ? stop : null,
    ),
    make(
      "div",
      { class: "stack" },
      summary.message
        ? make(
            "p",
            { class: `notice ${summary.state === "FAILED" ? "bad" : "warn"}` },
            summary.message,
          )
        : null,
      isOpen(summary) ? make("div", { class: "card" }, progressOf(summary)) : null,
      make(
        "div",
        { class: "columns" },
        make(
          "div",
          { class: "stack" },
          make("div", { class: "charts" }, ...charts([{ points: curve }])),
          precisionBars(summary.metrics),
          oods.length
            ? make(
                "section",
                { class: "card" },
                make("h3", {}, `${oods.length} hard OoDs`),
                (shown.thumbs ??= thumbs(summary.experiment, oods)),
              )
            : null,
        ),
        make(
          "div",
          { class: "stack" },
          make("section", { class: "card" }, make("h3", {}, "What it is"), knobs(facts)),
          make(
            "section",
            { class: "card" },
            make("h3", {}, "Knobs"),
            knobs(flat(request.parameters)),
          ),
          Object.keys(summary.metrics ?? {}).length
            ? make(
                "section",
                { class: "card" },
                make("h3", {}, "Figures"),
                knobs(byName(summary.metrics).map(([name, value]) => [name, number(value)])),
              )
            : null,
          skipped.length
            ? make(
                "section",
                { class: "card" },
                make("h3", {}, `${skipped.length} images skipped`),
                knobs(skipped.map((one) => [one.image.slice(0, 12), one.reason])),
              )
            : null,
        ),
      ),
    ),
  );
};

const loadDetail = guarded(async (experiment) => {
  const detail = await ask(`/api/experiments/${encodeURIComponent(experiment)}`);
  shown = detail;
  drawDetail();
});

const cancel = guarded(async (experiment) => {
  await ask(`/api/experiments/${encodeURIComponent(experiment)}?by=page`, { method: "DELETE" });
});

/** A live word on the experiment that is shown: one more point, or the end of it. */
const followDetail = (summary) => {
  if (shown?.summary.experiment !== summary.experiment) {
    return;
  }
  const began = !shown.manifest && summary.progress && isOpen(summary);
  const ended = isOpen(shown.summary) && !isOpen(summary);
  shown.summary = summary;
  if (began || ended) {
    loadDetail(summary.experiment);
    return;
  }
  if (summary.progress && Object.keys(summary.figures ?? {}).length) {
    shown.curve.push({
      phase: summary.progress.phase,
      done: summary.progress.done,
      figures: summary.figures,
    });
  }
  drawDetail();
};

// ---- compare ---------------------------------------------------------------------------------

const picker = (value, change) =>
  make(
    "select",
    { onchange: (event) => change(event.target.value), "aria-label": "Experiment" },
    make("option", { value: "" }, "choose …"),
    ...newestFirst().map((one) =>
      make("option", { value: one.experiment, selected: one.experiment === value }, one.experiment),
    ),
  );

const sign = (difference) =>
  difference === undefined || difference === null
    ? "–"
    : `${difference > 0 ? "+" : ""}${number(difference)}`;

const oodColumn = (title, experiment, oods) =>
  make(
    "section",
    { class: "card" },
    make("h3", {}, `${title}: ${oods.length}`),
    oods.length ? thumbs(experiment, oods, 40) : make("p", { class: "muted small" }, "None."),
  );

/** A head that starts with "#" stands over figures. */
const table = (heads, rows) =>
  make(
    "div",
    { class: "card flush scroll" },
    make(
      "table",
      { class: "table" },
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...heads.map((head) =>
            make(
              "th",
              { scope: "col", class: head.startsWith("#") ? "number" : "" },
              head.replace(/^#/, ""),
            ),
          ),
        ),
      ),
      make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells))),
    ),
  );

const drawCompare = guarded(async (first, second) => {
  const go = (a = "", b = "") => {
    location.hash = `#/compare/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
  };
  const head = make(
    "div",
    { class: "row heading" },
    make("h1", {}, "Compare"),
    picker(first, (value) => go(value, second)),
    make("span", { class: "muted" }, "with"),
    picker(second, (value) => go(first, value)),
  );
  $("compare").replaceChildren(head);
  if (!first || !second) {
    return;
  }
  const [comparison, a, b] = await Promise.all([
    ask(`/api/experiments/${encodeURIComponent(first)}/compare/${encodeURIComponent(second)}`),
    ask(`/api/experiments/${encodeURIComponent(first)}`),
    ask(`/api/experiments/${encodeURIComponent(second)}`),
  ]);
  const cell = (text, kind = "") => make("td", { class: kind }, text ?? "–");
  $("compare").append(
    make(
      "div",
      { class: "stack" },
      make("h2", {}, "Figures"),
      table(
        ["Figure", `#${first}`, `#${second}`, "#Difference"],
        comparison.metrics.map((figure) => [
          cell(figure.name),
          cell(number(figure.a), "number"),
          cell(number(figure.b), "number"),
          cell(
            sign(figure.difference),
            `number ${
              figure.name.startsWith("validation.") && figure.difference
                ? figure.difference > 0
                  ? "better"
                  : "worse"
                : ""
            }`,
          ),
        ]),
      ),
      make("h2", {}, "Knobs that differ"),
      comparison.parameters.length
        ? table(
            ["Knob", first, second],
            comparison.parameters.map((knob) => [
              cell(knob.name, "mono"),
              cell(knob.a, "mono"),
              cell(knob.b, "mono"),
            ]),
          )
        : make("p", { class: "muted" }, "None."),
      make("h2", {}, `OoDs (${comparison.kept} in both)`),
      make(
        "div",
        { class: "charts" },
        oodColumn(`Only in ${first}`, first, comparison.gone),
        oodColumn(`Only in ${second}`, second, comparison.come),
      ),
      make("h2", {}, "Curves"),
      make(
        "div",
        { class: "charts" },
        ...charts([
          { label: first, points: a.curve },
          { label: second, points: b.curve, second: true },
        ]),
      ),
    ),
  );
});

// ---- a new experiment ------------------------------------------------------------------------

const openOrder = guarded(async () => {
  const datasets = await ask("/api/datasets");
  $("order-dataset").replaceChildren(
    ...datasets.map((one) =>
      make(
        "option",
        { value: one.name },
        `${one.name} (${one.trainingImages} images, ${one.classes.length} classes)`,
      ),
    ),
  );
  $("order-initial").replaceChildren(
    make("option", { value: "" }, "a random network"),
    ...newestFirst()
      .filter((one) => one.state === "SUCCEEDED")
      .map((one) => make("option", { value: one.experiment }, `${one.experiment} (${one.arm})`)),
  );
  $("order-problem").hidden = true;
  $("order").showModal();
});

const placeOrder = async (event) => {
  event.preventDefault();
  try {
    const order = {
      datasetName: $("order-dataset").value,
      arm: $("order-arm").value,
      seed: Number($("order-seed").value),
      parameters: JSON.parse($("order-parameters").value || "{}"),
      requestedBy: "page",
    };
    if ($("order-initial").value) {
      order.initialExperiment = $("order-initial").value;
    }
    if ($("order-refine").checked) {
      order.refinement = {};
    }
    const request = await ask("/api/experiments", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(order),
    });
    $("order").close();
    location.hash = `#/experiments/${encodeURIComponent(request.experiment)}`;
  } catch (failure) {
    $("order-problem").textContent = failure.message;
    $("order-problem").hidden = false;
  }
};

// ---- what is on the page ---------------------------------------------------------------------

const route = () => {
  const [page, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  const section = page === "experiments" ? "detail" : page === "compare" ? "compare" : "list";
  ["list", "detail", "compare"].forEach((id) => {
    $(id).hidden = id !== section;
  });
  $("nav-list").toggleAttribute("aria-current", section === "list");
  $("nav-compare").toggleAttribute("aria-current", section === "compare");
  shown = null;
  if (section === "detail") {
    $("detail").replaceChildren(make("div", { class: "state" }, make("div", { class: "spinner" })));
    loadDetail(rest[0]);
  } else if (section === "compare") {
    drawCompare(rest[0], rest[1]);
  } else {
    drawList();
  }
};

let drawing = false;
const drawSoon = () => {
  if (drawing) {
    return;
  }
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    if (!$("list").hidden) {
      drawList();
    }
  });
};

const loadList = guarded(async () => {
  const all = await ask("/api/experiments");
  experiments.clear();
  all.forEach((summary) => experiments.set(summary.experiment, summary));
});

const listen = () => {
  const source = new EventSource("/api/events");
  source.onopen = async () => {
    $("live").textContent = "live";
    $("live").className = "badge good";
    // What happened while nobody listened is in the list.
    await loadList();
    drawSoon();
  };
  source.onmessage = (event) => {
    const summary = JSON.parse(event.data);
    experiments.set(summary.experiment, summary);
    drawSoon();
    followDetail(summary);
  };
  source.onerror = () => {
    $("live").textContent = "offline";
    $("live").className = "badge bad";
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, 3000);
    }
  };
};

$("new").addEventListener("click", openOrder);
$("order-close").addEventListener("click", () => $("order").close());
$("order-form").addEventListener("submit", placeOrder);
addEventListener("hashchange", route);
await loadList();
route();
listen();
