import assert from "node:assert/strict";
import { test } from "node:test";
import type { Breadcrumb } from "../src/api/types.ts";
import { before, runs } from "../src/errors/crumbs.ts";
import { readListView } from "../src/errors/listView.ts";
import { colour } from "../src/errors/syntax.ts";

test("the same breadcrumb in a row is one line, with the last one's time", () => {
  const crumb = (message: string, time: string): Breadcrumb => ({ time, type: null, category: "query", level: "info", message, data: null });
  const lines = runs([crumb("a", "1"), crumb("a", "2"), crumb("b", "3"), crumb("a", "4")]);
  assert.deepEqual(
    lines.map(({ crumb: { message, time }, times }) => `${message} ${time} ${times}`),
    ["a 2 2", "b 3 1", "a 4 1"],
  );
});

test("times before the error are told in the unit that says something", () => {
  const end = "2026-11-14T12:00:00.500Z";
  const cases: [string, string][] = [
    ["2026-11-14T12:00:00.500Z", "0 ms"],
    ["2026-11-14T12:00:00.4876Z", "−13 ms"],
    ["2026-11-14T11:59:59.260Z", "−1.24 s"],
    ["2026-11-14T11:57:00Z", "−3 min"],
    ["2026-11-14T10:00:00Z", "−2 h"],
    ["2026-11-14T12:00:01Z", "+500 ms"],
    ["whenever", ""],
  ];
  for (const [time, text] of cases) assert.equal(before(time, end), text);
});

test("colouring loses no character", () => {
  for (const line of ['    x = f"a{b}" # c "d"', "'unclosed", "return 0xff if None else 1.5e3", "", "`a` // b", "x".repeat(2000)]) {
    for (const platform of ["python", "javascript", "node", "php", null]) {
      const text = colour(line, platform)
        .map((token) => token.text)
        .join("");
      assert.equal(text, line);
    }
  }
  assert.deepEqual(
    colour("return 'a' # b", "python").map(({ kind }) => kind),
    ["keyword", "plain", "string", "plain", "comment"],
  );
});

test("an address that says nothing known shows the usual list", () => {
  assert.deepEqual(readListView(new URLSearchParams("range=9y&sort=x")), { range: "7d", query: "", sort: "last_seen" });
});
