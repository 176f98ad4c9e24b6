import { useEffect, useRef } from "preact/hooks";
import { onNews, type Kind } from "../api/live.ts";
import { isReading } from "./reading.ts";

// Milliseconds between two questions: figures of a range do not change at a glance, and a busy site tells of news twice a second.
const usualPace = 10_000;

/** Asks again when records of these kinds came, but not under the hand of somebody who reads; at a quicker pace than usual somebody waits for them. */
export function useFresh(kinds: Kind[], refresh: () => unknown, pace = usualPace): void {
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    let asked = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      timer = undefined;
      if (pace >= usualPace && isReading()) return;
      asked = performance.now();
      latest.current();
    };
    const stop = onNews(kinds, () => {
      timer ??= setTimeout(ask, Math.max(0, asked + pace - performance.now()));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}
