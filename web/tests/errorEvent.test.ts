import assert from "node:assert/strict";
import { test } from "node:test";
import { readErrorEvent } from "../src/api/errorEvent.ts";
import { entries } from "../src/errors/entries.ts";
import { webAddress } from "../src/kit/address.ts";

test("an event of nothing but surprises still has its shape", () => {
  for (const odd of [null, 1, "text", [], {}, { exceptions: {}, tags: [null, 7], breadcrumbs: [[], "x", null], request: [], contexts: "no", remarks: [] }]) {
    const event = readErrorEvent(odd);
    assert.ok(Array.isArray(event.exceptions) && Array.isArray(event.breadcrumbs) && Array.isArray(event.remarks.scrubbed));
    assert.equal(event.level, "error");
  }
});

test("frames with fields of other kinds are read as far as they go", () => {
  const [exception] = readErrorEvent({
    exceptions: [{ type: 5, value: { a: 1 }, frames: [null, { line: "12", inApp: "yes", context: { pre: "no", line: null, post: [1, "b"] }, vars: [1] }] }],
  }).exceptions;
  assert.equal(exception?.type, "5");
  assert.equal(exception?.value, '{"a":1}');
  assert.deepEqual(exception?.frames, [
    {
      filename: null,
      absPath: null,
      module: null,
      function: null,
      line: 12,
      column: null,
      inApp: false,
      context: { pre: [], line: "", post: ["", "b"] },
      vars: null,
      sourceMap: null,
      minified: null,
    },
  ]);
});

test("mappings come as objects, pairs or query strings", () => {
  assert.deepEqual(entries({ a: 1 }), [["a", 1]]);
  assert.deepEqual(entries([["a", "1"], "odd"]), [
    ["a", "1"],
    ["1", "odd"],
  ]);
  assert.deepEqual(entries("a=1&b=%20"), [
    ["a", "1"],
    ["b", " "],
  ]);
  assert.deepEqual(entries(null), []);
});

test("only whole web addresses become links", () => {
  assert.equal(webAddress("https://shop.example/a?b"), "https://shop.example/a?b");
  for (const text of ["javascript:alert(1)", "data:text/html,x", " https://a", "https://", "see https://a.example", "//a.example", "ftp://a"]) {
    assert.equal(webAddress(text), undefined, text);
  }
});
