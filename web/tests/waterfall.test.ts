import assert from "node:assert/strict";
import { test } from "node:test";
import type { Span } from "../src/api/types.ts";
import { arrange, foldFrom } from "../src/monitoring/waterfall.ts";

function span(id: string, parent: string, offsetMs: number, more: Partial<Span> = {}): Span {
  return { id, parent, offsetMs, durationMs: 1, name: id, operation: "db", fingerprint: "", statement: "", isRoot: parent === "", ...more } as Span;
}

test("children stand below their parent, by start, however they came", () => {
  const rows = arrange([span("c", "a", 3), span("b", "a", 2), span("d", "b", 2.5), span("a", "", 0)]);
  assert.deepEqual(
    rows.map((row) => `${" ".repeat(row.depth)}${row.span.id}`),
    ["a", " b", "  d", " c"],
  );
});

test("what one parent does over and over is one line, also when two statements take turns", () => {
  const spans = [span("a", "", 0)];
  for (let n = 0; n < foldFrom; n++) spans.push(span(`x${n}`, "a", 2 * n, { fingerprint: "1" }), span(`y${n}`, "a", 2 * n + 1, { fingerprint: "2" }));
  const rows = arrange(spans);
  assert.deepEqual(
    rows.map((row) => row.folded?.length),
    [undefined, foldFrom, foldFrom],
  );
  assert.equal(arrange(spans.slice(0, -2)).length, 1 + 2 * (foldFrom - 1));
});

test("no span is lost or shown twice, whatever the parents say", () => {
  let seed = 1;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 300; round++) {
    const count = 1 + random(40);
    // Circles, parents that are nowhere, spans that are their own parent.
    const spans = Array.from({ length: count }, (_, n) =>
      span(`s${n}`, random(4) === 0 ? "" : `s${random(count + 3)}`, random(100), { name: `n${random(3)}` }),
    );
    const shown = arrange(spans).flatMap((row) => row.folded ?? [row.span]);
    assert.equal(shown.length, count);
    assert.equal(new Set(shown).size, count);
  }
});
