import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExceptionValue, Frame } from "../src/api/types.ts";
import { arrange, exceptionName, traceback } from "../src/errors/stack.ts";

function frame(name: string, inApp: boolean): Frame {
  return {
    filename: `${name}.py`,
    absPath: null,
    module: name,
    function: "run",
    line: 7,
    inApp,
    context: { pre: [], line: "    call()", post: [] },
    vars: null,
  };
}

function shape(frames: Frame[]): string {
  return arrange(frames)
    .map((part) => (part.kind === "folded" ? `[${part.frames.length}]` : `${part.frame.module}${part.open ? "*" : ""}`))
    .join(" ");
}

const own = frame("own", true);
const library = frame("library", false);

test("runs of library frames are folded, one's own stand open, innermost first", () => {
  assert.equal(shape([library, library, own, library, library, library, own]), "own* [3] own* [2]");
});

test("a single library frame is not folded", () => {
  assert.equal(shape([library, own]), "own* library");
});

test("the frame that raised is shown even when it is a library's", () => {
  assert.equal(shape([own, library, library, library]), "library [2] own*");
});

test("without frames of one's own the innermost stands open", () => {
  assert.equal(shape([library, library, library]), "library* [2]");
  assert.equal(shape([]), "");
});

test("the text is a Python trace with the cause above", () => {
  const raised: ExceptionValue = { type: "OrderError", value: "no lines", module: "shop.errors", handled: false, mechanism: null, frames: [own] };
  const cause: ExceptionValue = { type: "KeyError", value: "'cart'", module: "builtins", handled: null, mechanism: null, frames: [] };
  const text = traceback([raised, cause]);
  assert.ok(text.indexOf("KeyError: 'cart'") < text.indexOf('File "own.py", line 7, in run\n    call()'));
  assert.ok(text.endsWith("shop.errors.OrderError: no lines\n"));
  assert.equal(exceptionName(cause), "KeyError");
});
