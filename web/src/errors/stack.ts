import type { ExceptionValue, Frame } from "../api/types.ts";

/** What a stack trace is drawn from: a frame of its own, or library frames behind one line. */
export type StackPart = { kind: "frame"; frame: Frame; index: number; open: boolean } | { kind: "folded"; frames: Frame[]; index: number };

/**
 * Innermost call first. The site's own frames stand open; a run of library frames is folded. The frame where it was raised always
 * shows, and stands open when no frame is the site's own. A single library frame is shown: folding it would save nothing.
 */
export function arrange(frames: Frame[]): StackPart[] {
  const innermostFirst = frames.toReversed();
  const hasOwn = frames.some((frame) => frame.inApp);
  const parts: StackPart[] = [];
  for (const [index, frame] of innermostFirst.entries()) {
    const former = parts.at(-1);
    if (frame.inApp || index === 0) parts.push({ kind: "frame", frame, index, open: frame.inApp || !hasOwn });
    else if (former?.kind === "folded") former.frames.push(frame);
    else parts.push({ kind: "folded", frames: [frame], index });
  }
  return parts.map((part) =>
    part.kind === "folded" && part.frames.length === 1 ? { kind: "frame", frame: part.frames[0]!, index: part.index, open: false } : part,
  );
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

function oneTraceback(exception: ExceptionValue): string {
  const lines = exception.frames.map((frame) => {
    const head = `  File "${frame.absPath ?? framePath(frame)}", line ${frame.line ?? "?"}, in ${frame.function ?? "?"}`;
    const source = frame.context?.line.trim();
    return source ? `${head}\n    ${source}` : head;
  });
  const last = exception.value ? `${exceptionName(exception)}: ${exception.value}` : exceptionName(exception);
  return `${["Traceback (most recent call last):", ...lines, last].join("\n")}\n`;
}
