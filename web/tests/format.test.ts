import assert from "node:assert/strict";
import { test } from "node:test";
import { change, counted, days, duration, middle, money, percent, rate, rateOf, relative, shortCount, span, took } from "../src/kit/format.ts";

test("short counts keep at most four characters and a unit", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [999, "999"],
    [1000, "1k"],
    [1249, "1.2k"],
    [12_345, "12.3k"],
    [123_456, "123k"],
    [999_499, "999k"],
    [999_500, "1M"],
    [1_200_000, "1.2M"],
    [3_400_000_000, "3.4B"],
  ];
  for (const [value, text] of cases) assert.equal(shortCount(value), text);
});

test("one is singular", () => {
  assert.equal(counted(1, "event"), "1 event");
  assert.equal(counted(1234, "event"), "1,234 events");
});

test("a change is told in whole per cent, and not at all against nothing", () => {
  assert.equal(change(122, 100), "+22 %");
  assert.equal(change(80, 100), "−20 %");
  assert.equal(change(100, 100), "±0 %");
  assert.equal(change(5, 0), undefined);
  assert.equal(change(5, null), undefined);
});

test("a share below one per cent is not nothing", () => {
  assert.equal(percent(1, 1000), "<1 %");
  assert.equal(percent(0, 1000), "0 %");
  assert.equal(percent(1, 0), "");
});

test("durations use the largest unit that fits", () => {
  const second = 1000;
  const cases: [number, string][] = [
    [12 * second, "12 s"],
    [90 * second, "1 min"],
    [3 * 3600 * second, "3 h"],
    [50 * 3600 * second, "2 d"],
    [40 * 86_400 * second, "1 mo"],
    [800 * 86_400 * second, "2 y"],
  ];
  for (const [length, text] of cases) assert.equal(duration(length), text);
});

test("a time that a skewed clock puts into the future is now", () => {
  assert.equal(relative("2026-11-14T12:00:00Z", Date.parse("2026-11-14T11:59:00Z")), "now");
  assert.equal(relative("2026-11-14T12:00:00.123456789Z", Date.parse("2026-11-14T12:03:01Z")), "3 min ago");
});

test("the middle of a long text gives way, the tail stays", () => {
  assert.equal(middle("short.py", 20), "short.py");
  const cut = middle("/srv/shop/.venv/lib/python3.9/site-packages/django/core/handlers/base.py", 30);
  assert.equal(cut.length, 30);
  assert.ok(cut.endsWith("handlers/base.py"));
});

test("days of a range take little room", () => {
  assert.equal(days("2026-11-13T10:00:00", "2026-11-13T14:00:00"), "13 Nov");
  assert.equal(days("2026-11-13T10:00:00", "2026-11-16T14:00:00"), "13 – 16 Nov");
  assert.equal(days("2026-10-30T10:00:00", "2026-11-02T14:00:00"), "30 Oct – 2 Nov");
});

test("long ranges are told in days", () => {
  assert.match(span("2026-10-01T00:00:00Z", "2026-10-31T00:00:00Z"), /^\d+ \w+ – \d+ \w+$/);
  assert.match(span("2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z"), /\d\d:\d\d/);
});

test("durations, shares and money are written with as many digits as they have meaning", () => {
  assert.deepEqual([0, 0.42, 8.34, 412.4, 999.6, 1_240, 12_340, 59_960, 200_000].map(took), [
    "0 ms",
    "0.42 ms",
    "8.3 ms",
    "412 ms",
    "1.00 s",
    "1.24 s",
    "12.3 s",
    "1 min 0 s",
    "3 min 20 s",
  ]);
  assert.deepEqual([rate(0, 0), rate(0, 9), rate(1, 2_500), rate(13, 1_000), rate(42, 100), rateOf(undefined)], ["–", "0 %", "0.04 %", "1.3 %", "42 %", "–"]);
  assert.deepEqual([money(1_234.5, "EUR"), money(293_655, "EUR", true), money(3, "points"), money(-2, "")], ["€1,234.50", "€294K", "3.00 points", "-2.00"]);
});
