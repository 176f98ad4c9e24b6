import { useLayoutEffect } from "preact/hooks";
import { place } from "./location.ts";

/** Puts the page where it was when it was left, once its content is there to be scrolled. */
export function usePageMemory(ready: boolean): void {
  useLayoutEffect(() => {
    if (ready) scrollTo({ top: place.peek().scroll });
  }, [ready]);
}
