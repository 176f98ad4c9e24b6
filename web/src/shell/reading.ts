// Somebody who scrolled down, or whose hand is on the mouse or the keys, is reading: the page then holds still.

const pause = 2_000;
let lastMove = -Infinity;

for (const kind of ["pointermove", "keydown", "wheel", "touchstart"]) {
  addEventListener(kind, () => (lastMove = performance.now()), { passive: true });
}

export function isReading(): boolean {
  return scrollY > 8 || performance.now() - lastMove < pause;
}
