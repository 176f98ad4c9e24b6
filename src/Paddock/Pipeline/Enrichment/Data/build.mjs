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

/** One pattern a line: expression, replacement of the name, replacement of the version, with tabs. */
async function agents() {
  const { load } = await import("js-yaml");
  const path = createRequire(import.meta.url).resolve("uap-core/regexes.yaml");
  const { user_agent_parsers: browsers, os_parsers: systems } = load(readFileSync(path, "utf8"));
  write("browsers.tsv", browsers.map(({ regex, family_replacement: name, v1_replacement: version }) => [regex, name, version]));
  write("systems.tsv", systems.map(({ regex, os_replacement: name, os_v1_replacement: version }) => [regex, name, version]));
}

async function bots() {
  const { list } = await import("isbot");
  write("bots.tsv", list.map((pattern) => [pattern]));
}

function write(name, rows) {
  for (const row of rows) if (row.some((value) => /[\t\n]/.test(value ?? ""))) throw new Error(`${name}: ${row}`);
  writeFileSync(join(output, name), rows.map((row) => row.map((value) => value ?? "").join("\t") + "\n").join(""));
}
