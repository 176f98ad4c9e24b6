import assert from "node:assert/strict";
import { test } from "node:test";
import { placeNames } from "../src/charts/releases.ts";
import { countOf, difference, isSure, shareOf, valueOf } from "../src/kit/sure.ts";
import { comparedRange, comparisonName } from "../src/shell/compare.ts";
import { absoluteRange, isPicked, presets } from "../src/shell/range.ts";

const day = 86_400_000;
const now = Date.parse("2026-11-14T14:37:11.250Z");

test("a count's interval is that of Poisson's table", () => {
  for (const [n, low, high] of [
    [1, 0.025, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ] as const) {
    const of = countOf(n);
    assert.ok(Math.abs(of.low! - low) < 0.05 * high && Math.abs(of.high! - high) < 0.01 * high, `${n}: ${of.low} to ${of.high}`);
  }
  assert.deepEqual([countOf(0).low, countOf(0).high! > 3 && countOf(0).high! < 4], [0, true]);
});

test("a share's interval is Wilson's", () => {
  const of = shareOf(8, 10)!;
  assert.ok(Math.abs(of.low! - 0.4902) < 1e-3 && Math.abs(of.high! - 0.9433) < 1e-3);
  assert.equal(shareOf(0, 0), undefined);
});

test("a change is claimed only where the intervals do not overlap", () => {
  assert.equal(isSure(countOf(12), countOf(9)), false);
  assert.equal(isSure(countOf(412), countOf(96)), true);
  assert.equal(isSure(shareOf(3, 1000)!, shareOf(5, 1000)!), false);
  assert.equal(isSure(valueOf(310, 290, 330), valueOf(40, 38, 41)), true);
  assert.equal(isSure(valueOf(310, null, null), valueOf(40, 38, 41)), false);
});

test("a change is told with its sign, of a share in points", () => {
  assert.equal(difference(countOf(112), countOf(100)), "+12 %");
  assert.equal(difference(countOf(50), countOf(100)), "−50 %");
  assert.equal(difference(countOf(5), countOf(0)), undefined);
  assert.equal(difference(shareOf(41, 1000)!, shareOf(21, 1000)!), "+2.0 points");
});

test("a preset is compared with the same hours before, a picked range with as long a time before", () => {
  const answered = { from: "2026-11-08T00:00:00.000Z", to: "2026-11-14T14:37:11.250Z" };
  assert.equal(comparedRange(answered, "7d", "previous"), "2026-11-01T00:00:00Z..2026-11-07T14:37:00Z");
  assert.equal(comparedRange(answered, "7d", "week"), "2026-11-01T00:00:00Z..2026-11-07T14:37:00Z");
  assert.equal(comparedRange(answered, "7d", "none"), undefined);
  assert.equal(comparedRange({ from: "2026-11-13T15:00:00.000Z", to: answered.to }, "24h", "week"), "2026-11-06T15:00:00Z..2026-11-07T14:37:00Z");
  assert.equal(comparedRange({ from: "2026-10-16T00:00:00.000Z", to: answered.to }, "30d", "week"), "2026-09-11T00:00:00Z..2026-10-10T14:37:00Z");
  const picked = "2026-11-13T10:00:00Z..2026-11-13T14:00:30Z" as const;
  assert.equal(comparedRange({ from: picked.slice(0, 20), to: picked.slice(22) }, picked, "previous"), "2026-11-13T05:59:30Z..2026-11-13T10:00:00Z");
  assert.equal(comparisonName("previous", "7d", 7 * day), "in the 7 days before");
  assert.equal(comparisonName("week", "30d", 30 * day), "at the same time 5 weeks earlier");
});

test("what is shared holds what the preset held at that moment", () => {
  assert.equal(absoluteRange("24h", now), "2026-11-13T14:37:00Z..2026-11-14T14:37:11Z");
  assert.equal(absoluteRange("7d", now), "2026-11-07T14:37:00Z..2026-11-14T14:37:11Z");
  for (const preset of presets) assert.ok(isPicked(absoluteRange(preset, now)));
});

test("names of releases never overlap, and the newest has its name", () => {
  for (let number = 1; number <= 40; number++) {
    const marks = Array.from({ length: number }, (_, index) => ({ left: 40 + ((index * 37) % 100) * 9, name: `shop@1.${index}.0` })).sort(
      (a, b) => a.left - b.left,
    );
    const names = placeNames(marks, 40, 1000);
    let free = -Infinity;
    for (const { left, name } of marks) {
      const place = names.get(name);
      if (!place) continue;
      const width = place.text.length * 6.4;
      const [start, end] = place.anchor === "start" ? [left + 4, left + 4 + width] : [left - 4 - width, left - 4];
      assert.ok(start >= free - 1 && end <= 1001, `${number}: ${name} from ${start}, free from ${free}`);
      free = end;
    }
  }
  assert.equal(placeNames([{ left: 500, name: "a" }], 40, 1000).get("a")?.anchor, "start");
  assert.equal(placeNames([{ left: 990, name: "shop@2" }], 40, 1000).get("shop@2")?.anchor, "end");
});
