import { useKeys, type Key } from "../shell/keys.ts";
import { walkRows } from "../shell/walk.ts";

const keys: Key[] = [
  { key: "j", does: "Next issue", run: () => walkRows(1) },
  { key: "k", does: "Previous issue", run: () => walkRows(-1) },
  { key: "Enter", does: "Open the issue", run: () => walkRows(1) },
  { key: "Escape", does: "Leave the rows", run: () => (document.activeElement as HTMLElement | null)?.blur() },
];

export function useIssueKeys(): void {
  useKeys(keys);
}
