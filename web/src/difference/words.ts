import type { Difference, DifferingValue } from "../api/types.ts";
import { counted } from "../kit/format.ts";

/** A difference of shares, -1 to 1: "+71 points", "−3 points", "+0.4 points". */
export function points(difference: number): string {
  const size = Math.abs(difference * 100);
  const written = size < 1 ? size.toFixed(1) : String(Math.round(size));
  return `${difference < 0 ? "−" : "+"}${written} ${written === "1" ? "point" : "points"}`;
}

/** "64 to 78", "−9.3 to −0.1" */
export function interval({ low, high }: Pick<DifferingValue, "low" | "high">): string {
  const narrow = (high - low) * 100 < 5;
  const write = (end: number): string => `${end < 0 ? "−" : ""}${Math.abs(end * 100).toFixed(narrow ? 1 : 0)}`;
  return `${write(low)} to ${write(high)}`;
}

/** Why there is nothing to show. */
export function verdict({ here, others, alike }: Difference, one: string): string {
  if (here.records === 0) return `There is no ${one} here to compare.`;
  if (others.records === 0) return `There is no other ${one} to compare with.`;
  return `${counted(alike, "attribute was", "attributes were")} compared, and none shows a difference that could not be chance.`;
}
