import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../api/client.ts";
import { Button, IconButton } from "./Button.tsx";
import { cx } from "./cx.ts";
import css from "./Toast.module.css";

interface Notice {
  text: string;
  bad?: true;
  undo?: () => void;
}

// Milliseconds: to read a line, and to regret it.
const toRead = 6_000;
const toRegret = 12_000;

const shown = signal<Notice | undefined>(undefined);

/** Says what was done, and for a while how to take it back. */
export function tell(text: string, undo?: () => void): void {
  shown.value = undo ? { text, undo } : { text };
}

/** Says what could not be done. */
export function complain(problem: Problem): void {
  shown.value = { text: problem.detail, bad: true };
}

/** Takes back what was said last, while it can be. */
export function undoLast(): void {
  const undo = shown.peek()?.undo;
  shown.value = undefined;
  undo?.();
}

/** Where they are said, one at a time. A hand or the focus on one holds it. */
export function Toast() {
  const notice = shown.value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hold = (): void => clearTimeout(timer.current);
  const close = (): void => void (shown.value = undefined);
  const leave = (): void => {
    hold();
    timer.current = setTimeout(close, notice?.undo ? toRegret : toRead);
  };
  useEffect(() => {
    if (!notice) return;
    leave();
    return hold;
  }, [notice]);

  return (
    <div class={css.place} role="status">
      {notice && (
        <div class={cx(css.toast, notice.bad && css.bad)} onPointerEnter={hold} onPointerLeave={leave} onFocusIn={hold} onFocusOut={leave}>
          <span>{notice.text}</span>
          {notice.undo && (
            <Button look="edged" title="Undo (u)" onClick={undoLast}>
              Undo
            </Button>
          )}
          <IconButton icon="close" label="Close this message" onClick={close} />
        </div>
      )}
    </div>
  );
}
