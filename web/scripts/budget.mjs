// What a browser loads for the first view, compressed as it is sent: the start, and the page's own parts. Fails where the heaviest page is beyond the budget.
import { readFileSync, readdirSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const budgets = { firstView: 60_000, all: 120_000 };
const folder = new URL("../../src/Paddock/wwwroot/app/", import.meta.url);
const bytesOf = (name) => brotliCompressSync(readFileSync(new URL(name, folder))).length;
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", folder), "utf8"));
const sum = (files) => [...files].reduce((total, file) => total + sizes.get(file), 0);

const sizes = new Map(
  readdirSync(new URL("assets/", folder))
    .filter((name) => /\.(js|css|woff2)$/.test(name))
    .map((name) => [`assets/${name}`, bytesOf(`assets/${name}`)]),
);
for (const [name, bytes] of sizes) console.log(`${String(bytes).padStart(8)}  ${name}`);

/** A chunk, all that it imports at once, and what was there before. */
function withImports(key, before) {
  const there = new Map(before);
  const add = (each) => {
    if (there.has(each)) return;
    there.set(each, manifest[each].file);
    (manifest[each].imports ?? []).forEach(add);
  };
  add(key);
  return there;
}

// A page is a part that loads nothing further by itself: what leads to it has been loaded before it.
const views = [];
function follow(key, before) {
  const there = withImports(key, before);
  const fresh = [...there.keys()].filter((each) => !before.has(each));
  views.push({ name: manifest[key].name ?? key, bytes: sum(new Set(there.values())) });
  for (const next of new Set(fresh.flatMap((each) => manifest[each].dynamicImports ?? []))) {
    if (!there.has(next)) follow(next, there);
  }
}
follow("index.html", new Map());

views.sort((one, other) => other.bytes - one.bytes);
const [heaviest] = views;
const all = sum([...sizes.keys()].filter((name) => name.endsWith(".js")));
for (const { name, bytes } of views) console.log(`${String(bytes).padStart(8)}  to show ${name}`);
console.log(`JavaScript, brotli: first view ${heaviest.bytes} of ${budgets.firstView} bytes (${heaviest.name}), in all ${all} of ${budgets.all}`);
process.exitCode = heaviest.bytes > budgets.firstView || all > budgets.all ? 1 : 0;
