// Small helpers of the page's modules.
export const $ = (id) => document.getElementById(id);

export const percent = (value) => {
  const number = Number(value);
  return value === null || value === undefined || !Number.isFinite(number) ? "–" : (100 * number).toFixed(1);
};

export async function json(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) {
    throw new Error(await complaint(response, path));
  }
  return response.json();
}

export async function complaint(response, path) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail || `${path}: ${response.status}`;
}

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null && text !== undefined) {
    made.textContent = text;
  }
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

export function drawn(tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

// A row of buttons of which one is pressed.
export function choice(at, names, chosen, choose) {
  const press = (name) => {
    for (const button of at.children) {
      button.setAttribute("aria-pressed", String(button.textContent === name));
    }
    choose(name);
  };
  at.replaceChildren(
    ...names.map((name) => {
      const button = element("button", name, { type: "button", class: "button" });
      button.addEventListener("click", () => press(name));
      return button;
    }),
  );
  press(chosen);
}

export const api = (id, rest = "") => `/api/refinements/${encodeURIComponent(id)}${rest}`;
