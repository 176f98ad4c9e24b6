// What the build of the program calls: npm ci and a bundle of each file, when something changed since the last time.
// Serial over all builds on this machine through the caller's lock; by content, so that a second build that waited finds the work done.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const tracker = fileURLToPath(new URL("..", import.meta.url));
const output = join(tracker, "../src/Paddock/wwwroot/js");
const [marker] = process.argv.slice(2);
if (!marker) throw new Error("Usage: build.mjs MARKER");

const packages = hash(["package.json", "package-lock.json", ".npmrc"]);
const sources = hash(["tsconfig.json", "scripts/build.mjs", ...readdirSync(join(tracker, "src")).map((name) => `src/${name}`)]);
const state = `${packages} ${sources}\n`;
const installed = join(tracker, "node_modules/.paddock");

if (read(marker) !== state || !existsSync(join(output, "paddock.js"))) {
  rmSync(marker, { force: true });
  if (read(installed) !== packages) {
    execFileSync("npm", ["ci", "--prefer-offline", "--loglevel=error"], { cwd: tracker, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(installed, packages);
  }
  await build();
}
mkdirSync(dirname(marker), { recursive: true });
// Also when nothing was done: the caller compares times.
writeFileSync(marker, state);

async function build() {
  const { build: bundle } = await import("esbuild");
  const options = { absWorkingDir: tracker, bundle: true, minify: true, target: "es2020", legalComments: "none", write: false, logLevel: "warning" };
  const [more] = (await bundle({ ...options, entryPoints: ["src/more.ts"], format: "esm" })).outputFiles;
  const address = JSON.stringify(`paddock-more.js?${createHash("sha256").update(more.contents).digest("hex").slice(0, 8)}`);
  const [core] = (await bundle({ ...options, entryPoints: ["src/core.ts"], format: "iife", define: { MORE: address } })).outputFiles;
  mkdirSync(output, { recursive: true });
  write("paddock-more.js", more.contents);
  write("paddock.js", core.contents);
}

function write(name, content) {
  const path = join(output, name);
  writeFileSync(path, content);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

function hash(names) {
  const sum = createHash("sha256");
  for (const name of names) sum.update(`${name}\0`).update(readFileSync(join(tracker, name)));
  return sum.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
