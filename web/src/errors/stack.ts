import type { ExceptionValue, Frame } from "../api/types.ts";

/** What a stack trace is drawn from: a frame of its own, or several behind one line: a library's, or further calls of the frame above. */
export type StackPart =
  { kind: "frame"; frame: Frame; index: number; open: boolean; times: number } | { kind: "folded"; frames: Frame[]; index: number; same: boolean };

/**
 * Innermost call first. The site's own frames stand open; a run of library frames is folded. The frame where it was raised always
 * shows, and stands open when no frame is the site's own. A single frame is never folded: that would save nothing.
 * A frame that called itself stands once, with the number of its calls; the others are folded below it.
 */
export function arrange(frames: Frame[]): StackPart[] {
  const hasOwn = frames.some((frame) => frame.inApp);
  const parts: StackPart[] = [];
  let index = 0;
  for (const calls of runsOf(frames.toReversed())) {
    const [frame] = calls as [Frame];
    const former = parts.at(-1);
    if (frame.inApp || index === 0) {
      parts.push({ kind: "frame", frame, index, open: frame.inApp || !hasOwn, times: calls.length > 2 ? calls.length : 1 });
      if (calls.length > 1) parts.push({ kind: "folded", frames: calls.slice(1), index: index + 1, same: true });
    } else if (former?.kind === "folded" && !former.same) former.frames.push(...calls);
    else parts.push({ kind: "folded", frames: calls, index, same: false });
    index += calls.length;
  }
  return parts.map((part) =>
    part.kind === "folded" && part.frames.length === 1 ? { kind: "frame", frame: part.frames[0]!, index: part.index, open: false, times: 1 } : part,
  );
}

/** Neighbours that stand at the same line of the same function are one run. */
function runsOf(frames: Frame[]): Frame[][] {
  const runs: Frame[][] = [];
  for (const frame of frames) {
    const former = runs.at(-1);
    if (former?.[0] && placeOf(former[0]) === placeOf(frame)) former.push(frame);
    else runs.push([frame]);
  }
  return runs;
}

function placeOf(frame: Frame): string {
  return JSON.stringify([framePath(frame), frame.function, frame.line, frame.inApp]);
}

export function framePath(frame: Frame): string {
  return frame.filename ?? frame.absPath ?? frame.module ?? "unknown file";
}

export function exceptionName({ type, module }: ExceptionValue): string {
  const name = type ?? "Exception";
  return module && module !== "builtins" && module !== "__builtin__" && module !== "exceptions" ? `${module}.${name}` : name;
}

/** The trace as text, as Python itself prints it; causes first, since it is read downwards. */
export function traceback(exceptions: ExceptionValue[]): string {
  return exceptions.toReversed().map(oneTraceback).join("\nThe above exception led to the following one:\n\n");
}

// As many as Python prints of a frame that called itself.
const printedCalls = 3;

function oneTraceback(exception: ExceptionValue): string {
  const lines = runsOf(exception.frames).flatMap((calls) => {
    const shown = calls.slice(0, printedCalls).map(oneFrame);
    const more = calls.length - shown.length;
    return more > 0 ? [...shown, `  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]`] : shown;
  });
  const last = exception.value ? `${exceptionName(exception)}: ${exception.value}` : exceptionName(exception);
  return `${["Traceback (most recent call last):", ...lines, last].join("\n")}\n`;
}

function oneFrame(frame: Frame): string {
  const head = `  File "${frame.absPath ?? framePath(frame)}", line ${frame.line ?? "?"}, in ${frame.function ?? "?"}`;
  const source = frame.context?.line.trim();
  return source ? `${head}\n    ${source}` : head;
}
