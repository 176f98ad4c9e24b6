import assert from "node:assert/strict";
import { test } from "node:test";
import { axisTop, bucketStart, timeTicks } from "../src/charts/scale.ts";

test("an axis ends at a round number whose half is a whole count", () => {
  for (let most = 0; most < 30_000; most += most < 100 ? 1 : 37) {
    const top = axisTop(most);
    assert.ok(top >= most && Number.isInteger(top / 2), `${most} → ${top}`);
    assert.ok(top <= Math.max(2, most * 1.7), `${most} → ${top} is too far up`);
  }
});

test("ticks are within the range, round and not too many", () => {
  const to = Date.parse("2026-11-14T14:37:11Z");
  for (const days of [1, 7, 14, 30, 90]) {
    const from = to - days * 86_400_000;
    const { ticks, step } = timeTicks(from, to, 8);
    assert.ok(ticks.length >= 2 && ticks.length <= 9, `${days} days: ${ticks.length}`);
    for (const tick of ticks) {
      assert.ok(tick.getTime() >= from && tick.getTime() <= to);
      assert.equal(tick.getMinutes(), 0);
      if (step >= 86_400_000) assert.equal(tick.getHours(), 0);
    }
  }
});

test("buckets are whole multiples of their length, and the first holds the start of the range", () => {
  const from = Date.parse("2026-11-07T12:34:00Z");
  const length = 6 * 3_600_000;
  assert.equal(new Date(bucketStart(from, length, 0)).toISOString(), "2026-11-07T12:00:00.000Z");
  assert.equal(new Date(bucketStart(from, length, 28)).toISOString(), "2026-11-14T12:00:00.000Z");
});
