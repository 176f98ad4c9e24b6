import assert from "node:assert/strict";
import { test } from "node:test";
import { browserName } from "../src/settings/browser.ts";
import { said } from "../src/settings/said.ts";

const names: [string, string][] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Safari on macOS"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome on iOS"],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"],
  ["curl/8.9.1", "curl"],
  ["", ""],
];

test("a browser is named as people name it", () => {
  for (const [userAgent, name] of names) assert.equal(browserName(userAgent), name);
});

test("what is not known to the book is said as it stands", () => {
  assert.equal(said({ action: "member.role", subject: "ben@example.org" }), "changed the role of ben@example.org");
  assert.equal(said({ action: "robot.hired", subject: "Robbie" }), "robot.hired Robbie");
});
