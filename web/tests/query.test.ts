import assert from "node:assert/strict";
import { test } from "node:test";
import { readQuery, withFilter, withWords, writeQuery } from "../src/shell/query.ts";

test("words and filters are told apart", () => {
  assert.deepEqual(readQuery('division release:1.2 !browser:"Firefox 145" "by zero"'), [
    { value: "division", not: false },
    { key: "release", value: "1.2", not: false },
    { key: "browser", value: "Firefox 145", not: true },
    { value: "by zero", not: false },
  ]);
});

test("what is written reads back the same", () => {
  for (const value of ["plain", "two words", 'a "quoted" one', "back\\slash here", "", "https://shop.example/?a=b", "!odd"]) {
    const written = writeQuery([{ key: "url", value, not: true }]);
    assert.deepEqual(readQuery(written), [{ key: "url", value, not: true }], written);
  }
});

test("a filter on the same value takes the place of the former one", () => {
  assert.equal(withFilter("os:Windows zero", "os", "Windows", true), "zero !os:Windows");
});

test("typing words leaves the filters, and half-typed filters wait for Enter", () => {
  const terms = readQuery("os:Windows old");
  assert.equal(writeQuery(withWords(terms, "new rele:", false)), "os:Windows new rele:");
  assert.equal(writeQuery(withWords(terms, "new release:1", false)), "os:Windows new");
  assert.equal(writeQuery(withWords(terms, "new release:1", true)), "os:Windows new release:1");
});
