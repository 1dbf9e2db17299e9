// Every text that can be seen with too little contrast (WCAG 2.2: 4.5, large text 3), as "text: ratio".
const numbers = (color) => {
  const found = color.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
  const scale = color.startsWith("color(") ? 255 : 1;
  return [found[0] * scale, found[1] * scale, found[2] * scale, found[3] ?? 1];
};
const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const behind = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    layers.push(numbers(getComputedStyle(at).backgroundColor));
  }
  return layers.reverse().reduce((bottom, top) => over(top, bottom), [255, 255, 255, 1]);
};
const opacity = (element) => {
  let product = 1;
  for (let at = element; at; at = at.parentElement) {
    product *= Number(getComputedStyle(at).opacity);
  }
  return product;
};
const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  && element.getBoundingClientRect().width > 1 && !element.closest(":disabled, [aria-hidden=true], .visually-hidden");
const bad = new Set();
let seen = 0;
for (const element of document.querySelectorAll("body *")) {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(" ").trim();
  if (!text || !shown(element) || element.matches("option, script")) {
    continue;
  }
  const style = getComputedStyle(element);
  const ground = behind(element);
  const ink = numbers(style.color);
  const paint = over([ink[0], ink[1], ink[2], ink[3] * opacity(element)], ground);
  const [light, dark] = [luminance(paint), luminance(ground)].sort((a, b) => b - a);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  seen++;
  if (ratio < (large ? 3 : 4.5)) {
    bad.add(`${text.slice(0, 40)} <${element.tagName.toLowerCase()} class="${element.className}">: ${ratio.toFixed(2)}`);
  }
}
return seen < 20 ? ["only " + seen + " texts were seen"] : [...bad];
