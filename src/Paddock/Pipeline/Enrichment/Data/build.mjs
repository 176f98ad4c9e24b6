// What the build of the program calls: npm ci, and the packages' data in the forms that the program reads. Serial through the caller's lock.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [output] = process.argv.slice(2);
if (!output) throw new Error("Usage: build.mjs OUTPUT");

const state = createHash("sha256");
for (const name of ["package.json", "package-lock.json", ".npmrc", "build.mjs"]) state.update(readFileSync(join(here, name)));
const wanted = state.digest("hex");
const marker = join(output, "built");

if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
  execFileSync("npm", ["ci", "--prefer-offline", "--loglevel=error"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
  mkdirSync(output, { recursive: true });
  await agents();
  await bots();
  copyFileSync(join(here, "node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb"), join(output, "countries.mmdb"));
}
writeFileSync(marker, wanted);

/** One pattern a line: expression, replacement of the name, replacement of the version, and texts of which every match contains one, with tabs. */
async function agents() {
  const { load } = await import("js-yaml");
  const path = createRequire(import.meta.url).resolve("uap-core/regexes.yaml");
  const { user_agent_parsers: browsers, os_parsers: systems } = load(readFileSync(path, "utf8"));
  // Those name robots of any kind, at the price of all others together; isbot tells robots.
  const people = browsers.filter(({ regex }) => !regex.startsWith("^.{0,200}?"));
  write("browsers.tsv", people.map(({ regex, family_replacement: name, v1_replacement: version }) => [regex, name, version, textsOf(regex).join("|")]));
  write("systems.tsv", systems.map(({ regex, os_replacement: name, os_v1_replacement: version }) => [regex, name, version, textsOf(regex).join("|")]));
}

async function bots() {
  const { list } = await import("isbot");
  write("bots.tsv", list.map((pattern) => [pattern]));
}

/**
 * Texts of which every match of an expression contains one, as far as they show: none when only the expression can tell. The longest run of plain characters, else what the
 * alternatives of a group have. Looking for them first makes a header cost some 20 µs instead of 500.
 */
function textsOf(regex) {
  const options = alternatives(regex);
  if (options.length > 1) return allOf(options);
  const runs = [""];
  const groups = [];
  const end = () => runs.push("");
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "(") {
      const close = closing(regex, at);
      const inside = regex.slice(at + 1, close).replace(/^\?:/, "");
      at = close;
      if (!/[?*{]/.test(regex[at + 1] ?? "") && !inside.startsWith("?")) groups.push(inside);
      const plain = /^[\w /-]+$/.test(inside) && groups.at(-1) === inside && regex[at + 1] !== "+";
      if (plain) runs[runs.length - 1] += inside;
      else end();
      continue;
    }
    let text;
    if (character === "[") at = endOfClass(regex, at);
    else if (character === "{") at = regex.indexOf("}", at);
    else if (character === "\\") text = /\w/.test(regex[++at]) ? undefined : regex[at];
    else if (!/[.^$|?*+]/.test(character)) text = character;
    const next = regex[at + 1] ?? "";
    if (text === undefined || /[?*{]/.test(next)) end();
    else runs[runs.length - 1] += text;
    if (next === "+") end();
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best));
  if (longest.length > 2 && !longest.includes("|")) return [longest];
  return groups.map(textsOf).find((texts) => texts.length > 0) ?? [];
}

function allOf(options) {
  const texts = options.map(textsOf);
  return texts.every((some) => some.length > 0) ? texts.flat() : [];
}

function alternatives(regex) {
  const options = [];
  let start = 0;
  for (let at = 0; at < regex.length; at++) {
    if (regex[at] === "\\") at++;
    else if (regex[at] === "[") at = endOfClass(regex, at);
    else if (regex[at] === "(") at = closing(regex, at);
    else if (regex[at] === "|") {
      options.push(regex.slice(start, at));
      start = at + 1;
    }
  }
  return [...options, regex.slice(start)];
}

function closing(regex, open) {
  for (let at = open, depth = 0; at < regex.length; at++) {
    if (regex[at] === "\\") at++;
    else if (regex[at] === "[") at = endOfClass(regex, at);
    else if (regex[at] === "(") depth++;
    else if (regex[at] === ")" && --depth === 0) return at;
  }
  throw new Error(regex);
}

function endOfClass(regex, at) {
  while (regex[++at] !== "]") if (regex[at] === "\\") at++;
  return at;
}

function write(name, rows) {
  for (const row of rows) if (row.some((value) => /[\t\n]/.test(value ?? ""))) throw new Error(`${name}: ${row}`);
  writeFileSync(join(output, name), rows.map((row) => row.map((value) => value ?? "").join("\t") + "\n").join(""));
}
