import { signal } from "@preact/signals";

/** The time that relative times are told by, in milliseconds; it moves every ten seconds while somebody can see it. */
export const now = signal(Date.now());

export function startClock(): void {
  const tick = (): void => {
    if (!document.hidden) now.value = Date.now();
  };
  setInterval(tick, 10_000);
  document.addEventListener("visibilitychange", tick);
}
