import { prefetchPage } from "../api/resource.ts";
import { preloadWhenIdle } from "./lazy.tsx";
import { place } from "./location.ts";
import { Palette } from "./PaletteKey.tsx";
import { roomAt, rooms } from "./rooms.ts";

// Milliseconds for which the pointer stays on what somebody is about to click; across everything else it only passes.
const resting = 60;

/**
 * Loads the code of the page at hand while the session is still being asked for, that of a link as soon as the pointer or the focus is on it,
 * and the other rooms when there is nothing else to do. Of a page that was here before, the figures are asked for as well when the pointer rests.
 */
export function startPreloading(): void {
  roomAt(place.peek().path)?.Page.preload();
  let rest: ReturnType<typeof setTimeout> | undefined;
  const ahead = ({ target }: Event): void => {
    const link = target instanceof Element ? target.closest("a") : null;
    clearTimeout(rest);
    if (link?.origin !== location.origin) return;
    roomAt(link.pathname)?.Page.preload();
    rest = setTimeout(() => prefetchPage(link.pathname + link.search), resting);
  };
  document.addEventListener("pointerover", ahead, { passive: true });
  document.addEventListener("focusin", ahead);
  preloadWhenIdle(...rooms.map((room) => room.Page), Palette);
}
