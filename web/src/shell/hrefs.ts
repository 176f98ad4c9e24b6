import { place } from "./location.ts";
import { hrefAt, usualRange, type Range } from "./range.ts";

/** This page with some parameters set and others (undefined) taken out. */
export function hrefWith(changes: Record<string, string | undefined>): string {
  return hrefAt(place.value.path, place.value.search, changes);
}

/** This page under another range. */
export function hrefForRange(range: Range): string {
  return hrefWith({ range: range === usualRange ? undefined : range });
}
