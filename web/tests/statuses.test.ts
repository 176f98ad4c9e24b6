import assert from "node:assert/strict";
import test from "node:test";
import { belongs, shownStatus, withStatus } from "../src/errors/statuses.ts";

test("a list shows what is open unless its search says otherwise", () => {
  const cases: [string, string | undefined][] = [
    ["", "unresolved"],
    ["checkout level:error", "unresolved"],
    ["is:resolved", "resolved"],
    ["level:error is:all", "all"],
    ["!is:resolved", undefined],
    ["is:resolved is:archived", undefined],
    ["is:gone", undefined],
    ["is:new is:assigned", "unresolved"],
    ["is:regressed is:all", "all"],
    ["is:for_review is:again", "unresolved"],
  ];
  for (const [query, shown] of cases) assert.equal(shownStatus(query), shown, query);
});

test("another status takes the place of the former and leaves the rest", () => {
  assert.equal(withStatus("level:error", "resolved"), "is:resolved level:error");
  assert.equal(withStatus("is:resolved level:error", "all"), "is:all level:error");
  assert.equal(withStatus("is:resolved level:error", "unresolved"), "level:error");
  assert.equal(withStatus("is:new", "resolved"), "is:resolved is:new");
});

test("an issue leaves the list when it is no longer what the list shows", () => {
  assert.equal(belongs("resolved", ""), false);
  assert.equal(belongs("resolved", "is:resolved"), true);
  assert.equal(belongs("archived", "is:all"), true);
  assert.equal(belongs("archived", "!is:resolved"), true);
});
