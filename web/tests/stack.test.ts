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
    column: null,
    inApp,
    context: { pre: [], line: "    call()", post: [] },
    vars: null,
    sourceMap: null,
    minified: null,
  };
}

function shape(frames: Frame[]): string {
  return arrange(frames)
    .map((part) => {
      if (part.kind === "folded") return `[${part.frames.length}${part.same ? " same" : ""}]`;
      return `${part.frame.module}${part.open ? "*" : ""}${part.times > 1 ? `×${part.times}` : ""}`;
    })
    .join(" ");
}

const own = frame("own", true);
const library = frame("library", false);
const libraries = ["first", "second", "third"].map((name) => frame(name, false));

test("runs of library frames are folded, one's own stand open, innermost first", () => {
  assert.equal(shape([library, library, own, library, library, library, own]), "own* [3] own* [2]");
});

test("a single library frame is not folded", () => {
  assert.equal(shape([library, own]), "own* library");
});

test("the frame that raised is shown even when it is a library's", () => {
  assert.equal(shape([own, ...libraries]), "third [2] own*");
});

test("without frames of one's own the innermost stands open", () => {
  assert.equal(shape(libraries), "third* [2]");
  assert.equal(shape([]), "");
});

test("a frame that called itself stands once with the number of its calls", () => {
  const outer = frame("outer", true);
  assert.equal(shape([outer, ...Array<Frame>(48).fill(own), library, library]), "library library own*×48 [47 same] outer*");
  assert.equal(shape([own, own]), "own* own");
  assert.equal(shape([{ ...own, line: 1 }, own, { ...own, line: 9 }]), "own* own* own*");
  const raised: ExceptionValue = {
    type: "RecursionError",
    value: null,
    module: null,
    handled: null,
    mechanism: null,
    frames: [outer, ...Array<Frame>(48).fill(own)],
  };
  assert.equal(traceback([raised]).match(/own\.py/g)?.length, 3);
  assert.match(traceback([raised]), /\n {2}\[Previous line repeated 45 more times\]\nRecursionError\n$/);
});

test("the text is a Python trace with the cause above", () => {
  const raised: ExceptionValue = { type: "OrderError", value: "no lines", module: "shop.errors", handled: false, mechanism: null, frames: [own] };
  const cause: ExceptionValue = { type: "KeyError", value: "'cart'", module: "builtins", handled: null, mechanism: null, frames: [] };
  const text = traceback([raised, cause]);
  assert.ok(text.indexOf("KeyError: 'cart'") < text.indexOf('File "own.py", line 7, in run\n    call()'));
  assert.ok(text.endsWith("shop.errors.OrderError: no lines\n"));
  assert.equal(exceptionName(cause), "KeyError");
});
