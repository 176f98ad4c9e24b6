import { hrefForRange } from "./hrefs.ts";
import { go, place } from "./location.ts";
import { isPicked, pickedRange, usualRange } from "./range.ts";

/** The page under the time between two moments, in milliseconds; "back" leads out again. */
export function zoomTo(from: number, to: number): void {
  go(hrefForRange(pickedRange(from, to)));
}

export function zoomOut(): void {
  if (isPicked(place.peek().search.get("range") ?? "")) go(hrefForRange(usualRange));
}
