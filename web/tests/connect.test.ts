import assert from "node:assert/strict";
import { test } from "node:test";
import type { Arrived } from "../src/api/types.ts";
import { adviceFor, reasonOf } from "../src/connect/advice.ts";

const kinds = ["errors", "requests", "logs", "pageviews", "events", "metrics"];
function arrivals(came: Record<string, Partial<Arrived>>) {
  const none = { records: 0, last: null, doors: [], withRelease: 0, withEnvironment: 0, withTrace: 0, withPerson: 0 };
  return { since: "", losses: [], kinds: kinds.map((kind) => ({ kind, ...none, ...came[kind] })) };
}
const whole = { records: 9, withRelease: 9, withEnvironment: 9, withTrace: 9, withPerson: 9 };

test("where everything comes and is joined, nothing is missing; where nothing comes, nothing is said yet", () => {
  assert.deepEqual(adviceFor(arrivals(Object.fromEntries(kinds.map((kind) => [kind, whole])))), []);
  assert.deepEqual(adviceFor(arrivals({})), []);
});

test("what is missing is named with what brings it", () => {
  const titles = (came: Record<string, Partial<Arrived>>): string[] => adviceFor(arrivals(came)).map(({ title }) => title);
  assert.deepEqual(titles({ errors: { records: 3 } }), [
    "No request is traced",
    "No log lines",
    "No pageviews",
    "Errors do not say who had them",
    "Errors do not say which release they are of",
    "Errors do not say which environment they are of",
    "No metrics",
  ]);
  assert.deepEqual(titles({ pageviews: whole }), ["Nothing comes from the server", "No events of your own"]);
  assert.deepEqual(
    titles({ errors: whole, requests: whole, logs: { ...whole, withTrace: 0 }, pageviews: { ...whole, withTrace: 0 }, events: whole, metrics: whole }),
    ["Log lines are not joined to requests", "Pages are not joined to the requests that made them"],
  );
});

test("a reason that is not known is written as it is", () => {
  const loss = { door: "sentry", signal: "errors", outcome: "invalid", records: 1, hour: "" };
  assert.equal(reasonOf({ ...loss, reason: "unknown_key" }), "sent with a key that no project has, or that was revoked");
  assert.equal(reasonOf({ ...loss, reason: "some_new_word" }), "some new word");
  assert.equal(reasonOf({ ...loss, reason: "", outcome: "client_dropped" }), "client dropped");
});
