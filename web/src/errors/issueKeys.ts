import { useKeys, type Key } from "../shell/keys.ts";

/** j and k walk the rows by focus, so that Enter, the ring and the screen reader follow by themselves. */
const keys: Key[] = [
  { key: "j", does: "Next issue", run: () => step(1) },
  { key: "k", does: "Previous issue", run: () => step(-1) },
  { key: "Enter", does: "Open the issue", run: () => step(1) },
  { key: "Escape", does: "Leave the rows", run: () => (document.activeElement as HTMLElement | null)?.blur() },
];

export function useIssueKeys(): void {
  useKeys(keys);
}

function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-issue]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  next?.focus({ preventScroll: true });
  next?.closest("tr")?.scrollIntoView({ block: "nearest" });
}
