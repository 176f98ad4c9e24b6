/** Moves the focus over what is marked as a row of the list (`data-row`), so that Enter, the ring and the screen reader follow by themselves. */
export function walkRows(by: number): void {
  const at = rowAt();
  focusRow(at < 0 ? 0 : at + by);
}

/** Which row has the focus; -1: none. */
export function rowAt(): number {
  return rows().indexOf(document.activeElement as HTMLElement);
}

/** The row at that place, or the nearest that there is. */
export function focusRow(at: number): void {
  const all = rows();
  const next = all[Math.min(Math.max(at, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")];
}
