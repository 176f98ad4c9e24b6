import { preloadWhenIdle } from "./lazy.tsx";
import { place } from "./location.ts";
import { Palette } from "./PaletteKey.tsx";
import { roomAt, rooms } from "./rooms.ts";

/**
 * Loads the code of the page at hand while the session is still being asked for, that of a link as soon as the pointer or the focus is on it,
 * and the other rooms when there is nothing else to do.
 */
export function startPreloading(): void {
  roomAt(place.peek().path)?.Page.preload();
  const ahead = ({ target }: Event): void => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link?.origin === location.origin) roomAt(link.pathname)?.Page.preload();
  };
  document.addEventListener("pointerover", ahead, { passive: true });
  document.addEventListener("focusin", ahead);
  preloadWhenIdle(...rooms.map((room) => room.Page), Palette);
}
