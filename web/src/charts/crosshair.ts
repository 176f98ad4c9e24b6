import { signal } from "@preact/signals";

/** The moment under the pointer, in milliseconds: every graph of a page draws its line there. */
export const crosshair = signal<number | undefined>(undefined);
