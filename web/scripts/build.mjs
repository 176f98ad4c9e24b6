// What the build of the program calls: npm ci and vite build, when something changed since the last time. Serial over all builds on this machine
// through the caller's lock; by content, so that a second build that waited for the lock finds the work done and leaves the files alone.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const web = fileURLToPath(new URL("..", import.meta.url));
const output = join(web, "../src/Paddock/wwwroot/app");
const [marker] = process.argv.slice(2);
if (!marker) throw new Error("Usage: build.mjs MARKER");

const packages = hash(["package.json", "package-lock.json", ".npmrc"]);
const sources = hash(["index.html", "vite.config.ts", "tsconfig.json", "scripts/build.mjs", ...filesBelow("src")]);
const state = `${packages} ${sources}\n`;
const installed = join(web, "node_modules/.paddock");

if (read(marker) !== state || !existsSync(join(output, "index.html"))) {
  rmSync(marker, { force: true });
  if (read(installed) !== packages) {
    execFileSync("npm", ["ci", "--prefer-offline", "--loglevel=error"], { cwd: web, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(installed, packages);
  }
  execFileSync(process.execPath, [join(web, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], {
    cwd: web,
    stdio: ["ignore", "inherit", "inherit"],
  });
  compress();
}
mkdirSync(dirname(marker), { recursive: true });
// Also when nothing was done: the caller compares times.
writeFileSync(marker, state);

/** Writes .br and .gz beside what gets smaller by it; the fonts are compressed in themselves. */
function compress() {
  for (const name of readdirSync(output, { recursive: true }).filter((each) => /\.(js|css|html|svg)$/.test(each))) {
    const path = join(output, name);
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

function filesBelow(folder) {
  return readdirSync(join(web, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(web.length))
    .sort();
}

function hash(names) {
  const sum = createHash("sha256");
  for (const name of names) sum.update(`${name}\0`).update(readFileSync(join(web, name)));
  return sum.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
