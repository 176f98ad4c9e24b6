import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export interface Key {
  /** As `KeyboardEvent.key` says it. */
  key: string;
  /** With Ctrl, or Command on a Mac; such a key works while typing, too. */
  command?: true;
  /** What it does, for the list that `?` shows. */
  does: string;
  run: () => void;
}

/** The keys of what is on the screen now, the innermost part last. */
export const activeKeys = signal<Key[][]>([]);

/** Offers keys while the component is shown. */
export function useKeys(keys: Key[]): void {
  useEffect(() => {
    activeKeys.value = [...activeKeys.peek(), keys];
    return () => {
      activeKeys.value = activeKeys.peek().filter((group) => group !== keys);
    };
  }, [keys]);
}

export function startKeys(): void {
  document.addEventListener("keydown", (press) => {
    const command = press.metaKey || press.ctrlKey;
    if (press.defaultPrevented || press.altKey || (!command && isTyping(press.target))) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    const key = activeKeys
      .peek()
      .flat()
      .findLast((candidate) => candidate.key === press.key && (candidate.command ?? false) === command);
    if (!key) return;
    // Enter and space on something focused are that thing's own.
    if ((press.key === "Enter" || press.key === " ") && isActive(press.target)) return;
    press.preventDefault();
    key.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function isActive(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("a, button, input, summary, [role=menuitem]");
}
