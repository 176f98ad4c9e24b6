import assert from "node:assert/strict";
import { test } from "node:test";
import { interval, points, verdict } from "../src/difference/words.ts";

test("a difference is written in points, with its interval", () => {
  assert.deepEqual([0.714, -0.031, 0.01, 0.004, -1].map(points), ["+71 points", "−3 points", "+1 point", "+0.4 points", "−100 points"]);
  assert.equal(interval({ low: 0.64, high: 0.78 }), "64 to 78");
  assert.equal(interval({ low: -0.093, high: -0.051 }), "−9.3 to −5.1");
});

test("where there is nothing to show it says why", () => {
  const side = (records: number) => ({ records, compared: records });
  const answer = (here: number, others: number) => ({ here: side(here), others: side(others), from: "", to: "", differences: [], alike: 7 });
  assert.match(verdict(answer(0, 5), "request"), /no request here/);
  assert.match(verdict(answer(5, 0), "request"), /no other request/);
  assert.match(verdict(answer(5, 5), "request"), /^7 attributes were compared/);
});
