import { walkRows } from "../shell/walk.ts";
import { useKeys, type Key } from "../shell/keys.ts";

const keys: Key[] = [
  { key: "j", does: "Next line", run: () => walkRows(1) },
  { key: "k", does: "Previous line", run: () => walkRows(-1) },
  { key: "Enter", does: "Open the line", run: () => walkRows(1) },
  { key: "Escape", does: "Leave the list", run: () => (document.activeElement as HTMLElement | null)?.blur() },
];

export function useLogKeys(): void {
  useKeys(keys);
}
