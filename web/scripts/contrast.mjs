// Reads the colour tokens and fails when a pair that is drawn together has too little contrast (WCAG 2: text 4.5, marks and controls 3).
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("../src/shell/tokens.css", import.meta.url), "utf8");
const token = /--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\)/g;
const colours = new Map([...css.matchAll(token)].map(([, name, light, dark]) => [name, { light: luminance(light), dark: luminance(dark) }]));

const grounds = ["canvas", "surface", "raised", "sunken", "hover"];
const texts = ["text", "muted", "faint", "accent-text", "danger-text", "warning-text", "info-text", "good-text"];
const marks = ["control", "accent", "danger", "warning", "info", "good"];
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5])),
  ...marks.flatMap((mark) => ["canvas", "surface"].map((ground) => [mark, ground, 3])),
  ...["accent", "danger", "warning", "info", "good"].map((name) => [`${name}-text`, `${name}-soft`, 4.5]),
  ["text", "danger-soft", 4.5],
  ["muted", "danger-soft", 4.5],
  ["text", "accent-soft", 4.5],
  ["muted", "accent-soft", 4.5],
  ["faint", "accent-soft", 4.5],
  ["on-accent", "accent", 4.5],
];

let failed = 0;
for (const [front, back, least] of pairs) {
  const [light, dark] = ["light", "dark"].map((theme) => contrast(colours.get(front)[theme], colours.get(back)[theme]));
  const bad = Math.min(light, dark) < least;
  failed += bad ? 1 : 0;
  if (bad || process.argv.includes("--all")) {
    console.log(
      `${bad ? "FAIL" : "    "} ${front.padEnd(13)} on ${back.padEnd(13)} light ${light.toFixed(2).padStart(5)}  dark ${dark.toFixed(2).padStart(5)}  (least ${least})`,
    );
  }
}
console.log(`contrast: ${pairs.length - failed} of ${pairs.length} pairs pass in both themes`);
process.exitCode = failed ? 1 : 0;

function contrast(a, b) {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of "L C H"; channels outside sRGB are clipped, as browsers do. */
function luminance(oklch) {
  const [lightness, chroma, hue] = oklch.split(" ").map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (channel) => Math.min(1, Math.max(0, channel));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
