// What a browser loads before it shows the first view, compressed as it is sent. Fails beyond the budget.
import { readFileSync, readdirSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const budgets = { firstView: 60_000, all: 120_000 };
const folder = new URL("../../src/Paddock/wwwroot/app/", import.meta.url);
const size = (name) => brotliCompressSync(readFileSync(new URL(name, folder))).length;

const page = readFileSync(new URL("index.html", folder), "utf8");
const atFirst = new Set([...page.matchAll(/\/app\/(assets\/[\w.-]+)/g)].map(([, name]) => name));
const files = readdirSync(new URL("assets/", folder))
  .filter((name) => /\.(js|css|woff2)$/.test(name))
  .map((name) => ({ name: `assets/${name}`, bytes: size(`assets/${name}`), script: name.endsWith(".js") }));

const sum = (chosen) => chosen.reduce((total, { bytes }) => total + bytes, 0);
const firstView = sum(files.filter(({ name, script }) => script && atFirst.has(name)));
const all = sum(files.filter(({ script }) => script));
for (const { name, bytes } of files) console.log(`${String(bytes).padStart(8)}  ${name}${atFirst.has(name) ? "  (first view)" : ""}`);
console.log(`JavaScript, brotli: first view ${firstView} of ${budgets.firstView} bytes, in all ${all} of ${budgets.all}`);
process.exitCode = firstView > budgets.firstView || all > budgets.all ? 1 : 0;
