import { isPicked, lengthOf, pickedRange, type Range } from "./range.ts";

/** Milliseconds. */
export const week = 7 * 86_400_000;
const minute = 60_000;

export const comparisons = ["previous", "week", "none"] as const;

/** With what the range of the page is compared: the time before it, the same days of an earlier week, nothing. */
export type Comparison = (typeof comparisons)[number];

export function readComparison(search: URLSearchParams): Comparison {
  return comparisons.find((each) => each === search.get("compare")) ?? "previous";
}

/** How far back: as long as the range is, or as many weeks as hold it. */
export function shiftOf(comparison: Comparison, length: number): number {
  return comparison === "week" ? Math.max(1, Math.ceil((length - minute) / week)) * week : length;
}

/**
 * The time that an answer is compared with, by its own ends, in whole seconds. A range that reaches to now ends some seconds later with each answer:
 * what it is compared with ends with the minute, so that it is asked for once a minute.
 */
export function comparedRange(answered: { from: string; to: string }, range: Range, comparison: Comparison): Range | undefined {
  if (comparison === "none") return undefined;
  const from = Math.floor(Date.parse(answered.from) / 1000) * 1000;
  const reached = Date.parse(answered.to);
  const to = isPicked(range) ? reached : Math.floor(reached / minute) * minute;
  // What a preset is long is told by its name: it reaches back to the start of a minute.
  const shift = shiftOf(comparison, comparison === "previous" && !isPicked(range) ? lengthOf(range) : to - from);
  return to - from < 10_000 ? undefined : pickedRange(from - shift, to - shift);
}

/** "in the 7 days before", "the same days a week earlier" */
export function comparisonName(comparison: Comparison, range: Range, length: number): string {
  if (comparison === "none") return "no comparison";
  if (comparison === "week") {
    const weeks = shiftOf("week", length) / week;
    return weeks === 1 ? "at the same time a week earlier" : `at the same time ${weeks} weeks earlier`;
  }
  return isPicked(range) ? "in the same length of time before" : `in the ${range === "24h" ? "24 hours" : `${Number.parseInt(range, 10)} days`} before`;
}
