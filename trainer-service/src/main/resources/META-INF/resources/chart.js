// Small line charts as SVG, coloured by classes so that no inline style is needed.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 460;
const HEIGHT = 220;
const MARGIN = { left: 46, right: 10, top: 8, bottom: 24 };

const node = (name, attributes, text) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
};

export const number = (value) => {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) {
    return value.toExponential(2);
  }
  return value.toLocaleString("en", { maximumFractionDigits: size < 10 ? 4 : size < 100 ? 2 : 0 });
};

const ticks = (low, high, count) => {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((unit) => unit * power).find((unit) => unit >= raw);
  const first = Math.ceil(low / step) * step;
  const all = [];
  for (let at = first; at <= high + step * 1e-9; at += step) {
    all.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  }
  return all;
};

/**
 * A chart with its legend.
 *
 * @param title what is shown
 * @param series list of {name, points: [[x, y]], second: dashed?, colour: 1..6}
 */
export const chart = (title, series) => {
  const card = document.createElement("figure");
  card.className = "card chart";
  const heading = document.createElement("h3");
  heading.textContent = title;
  card.append(heading);

  const points = series.flatMap((one) => one.points).filter(([, y]) => Number.isFinite(y));
  if (points.length === 0) {
    const nothing = document.createElement("p");
    nothing.className = "muted small";
    nothing.textContent = "Nothing to draw yet.";
    card.append(nothing);
    return card;
  }
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const x0 = Math.min(...xs);
  const x1 = Math.max(...xs, x0 + 1);
  let y0 = Math.min(...ys);
  let y1 = Math.max(...ys);
  const pad = (y1 - y0 || Math.abs(y1) || 1) * 0.06;
  y0 = y0 >= 0 && y0 < (y1 - y0) ? 0 : y0 - pad;
  y1 += pad;
  const left = (x) =>
    MARGIN.left + ((x - x0) / (x1 - x0)) * (WIDTH - MARGIN.left - MARGIN.right);
  const top = (y) =>
    HEIGHT - MARGIN.bottom - ((y - y0) / (y1 - y0)) * (HEIGHT - MARGIN.top - MARGIN.bottom);

  const svg = node("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": `${title}: ${series.map((one) => one.name).join(", ")}`,
  });
  ticks(y0, y1, 4).forEach((y) => {
    svg.append(
      node("line", {
        class: "axis",
        x1: MARGIN.left,
        x2: WIDTH - MARGIN.right,
        y1: top(y),
        y2: top(y),
      }),
      node("text", { x: MARGIN.left - 6, y: top(y) + 4, "text-anchor": "end" }, number(y)),
    );
  });
  ticks(x0, x1, 5)
    .filter(Number.isInteger)
    .forEach((x) => {
      svg.append(
        node("text", { x: left(x), y: HEIGHT - 7, "text-anchor": "middle" }, number(x)),
      );
    });

  const legend = document.createElement("div");
  legend.className = "legend";
  series.forEach((one, index) => {
    const colour = `series-${((one.colour ?? index) % 6) + 1}`;
    const group = node("g", { class: colour });
    const drawn = one.points.filter(([, y]) => Number.isFinite(y));
    if (drawn.length === 1) {
      group.append(node("circle", { cx: left(drawn[0][0]), cy: top(drawn[0][1]), r: 3 }));
    } else if (drawn.length > 1) {
      const path = drawn
        .map(([x, y], at) => `${at === 0 ? "M" : "L"}${left(x).toFixed(1)} ${top(y).toFixed(1)}`)
        .join("");
      group.append(node("path", { d: path, class: one.second ? "second" : "first" }));
    }
    svg.append(group);
    const entry = document.createElement("span");
    entry.className = colour;
    const name = document.createElement("b");
    const last = drawn.at(-1);
    name.textContent = last ? `${one.name} ${number(last[1])}` : one.name;
    entry.append(name);
    legend.append(entry);
  });
  card.append(svg, legend);
  return card;
};
