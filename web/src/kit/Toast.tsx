import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
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

/** Where they are said, one at a time. */
export function Toast() {
  const notice = shown.value;
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => (shown.value = undefined), notice.undo ? toRegret : toRead);
    return () => clearTimeout(timer);
  }, [notice]);

  const close = (): void => void (shown.value = undefined);
  const undo = (): void => {
    close();
    notice?.undo?.();
  };
  return (
    <div class={css.place} role="status">
      {notice && (
        <div class={cx(css.toast, notice.bad && css.bad)}>
          <span>{notice.text}</span>
          {notice.undo && (
            <Button look="edged" onClick={undo}>
              Undo
            </Button>
          )}
          <IconButton icon="close" label="Close this message" onClick={close} />
        </div>
      )}
    </div>
  );
}
