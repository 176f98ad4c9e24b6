import assert from "node:assert/strict";
import { test } from "node:test";
import { axisTop } from "../src/charts/scale.ts";
import type { MetricGraph } from "../src/api/types.ts";
import { caveats } from "../src/monitoring/caveats.ts";
import { paceOf, unitOf, writeValue } from "../src/monitoring/metricValue.ts";

test("values are written with the unit of the metric, or of its name", () => {
  const rows: [name: string, unit: string, per: string, value: number, text: string][] = [
    ["queue", "", "", 0, "0"],
    ["queue", "", "", 12345, "12.3k"],
    ["queue", "1", "", -0.25, "−0.25"],
    ["orders_total", "", "/s", 0.000185, "0.000185/s"],
    ["orders_total", "", "/h", 0.00000185, "1.9e-6/h"],
    ["payment_seconds", "", "", 0.46, "460 ms"],
    ["payment", "ms", "", 1500, "1.50 s"],
    ["cpu_seconds_total", "", "/s", 0.5, "0.5 seconds/s"],
    ["heap_bytes", "", "", 3 * 1024 ** 2, "3 MiB"],
    ["network", "By", "/s", 2048, "2 KiB/s"],
    ["disk", "percent", "", 42.06, "42.1 %"],
    ["calls", "{call}", "", 3, "3"],
  ];
  for (const [name, unit, per, value, text] of rows) assert.equal(writeValue(unitOf(name, unit), per)(value), text, `${name} ${value}`);
});

test("what is seldom is told by the minute or the hour", () => {
  assert.equal(paceOf([5, null]).per, "/s");
  assert.equal(paceOf([0.01]).per, "/min");
  assert.deepEqual(paceOf([0.0008, -0.001, null]), { per: "/h", seconds: 3600 });
  assert.equal(paceOf([0, null]).per, "/s");
});

test("axes of measured values are not whole", () => {
  assert.equal(axisTop(0.00037, false), 0.0004);
  assert.equal(axisTop(0, false), 1);
  assert.equal(axisTop(7.2, false), 8);
  assert.equal(axisTop(3), 4);
});

test("a graph says what is to be known before it is believed", () => {
  const graph = {
    lines: [
      { name: "a", values: [1, null, null, 2] },
      { name: "b", values: [1, 3, null, 2] },
    ],
    restarts: 1,
    noNumbers: 0,
    show: "rate",
    type: "counter",
    moreLines: 0,
    series: 2,
    shownSeries: 2,
  } as MetricGraph;
  assert.deepEqual(caveats(graph), [
    "No sample came in 1 of 4 parts of this time: the line is broken there.",
    "Counters fell 1 time, which is taken for a start from zero.",
  ]);
  assert.deepEqual(caveats({ ...graph, lines: [{ name: "", values: [1, 2] }], restarts: 0 }), []);
});
