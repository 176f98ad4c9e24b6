import { useSignal } from "@preact/signals";

/** A stretch of a graph that is being drawn with the pointer, in pixels from its left edge. */
export interface Selection {
  from: number;
  to: number;
}

// A shaky click is no selection.
const least = 6;

/** Lets a stretch be picked by dragging; `onPick` gets it when the button is let go. Touch is left to scrolling. */
export function useSelection(onPick: (selection: Selection) => void) {
  const selection = useSignal<Selection | undefined>(undefined);
  const x = (event: PointerEvent & { currentTarget: SVGSVGElement }): number => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    selection,
    onPointerDown: (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      event.currentTarget.setPointerCapture(event.pointerId);
      selection.value = { from: x(event), to: x(event) };
    },
    onPointerMove: (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
      if (selection.value) selection.value = { ...selection.value, to: x(event) };
    },
    onPointerUp: (): void => {
      const chosen = selection.value;
      selection.value = undefined;
      if (chosen && Math.abs(chosen.to - chosen.from) >= least) onPick({ from: Math.min(chosen.from, chosen.to), to: Math.max(chosen.from, chosen.to) });
    },
    onPointerCancel: (): void => {
      selection.value = undefined;
    },
  };
}
