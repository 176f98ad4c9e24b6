import { readRange, type Range } from "./range.ts";

/** What every room reads from its address. */
export interface View {
  range: Range;
  query: string;
}

export function readView(search: URLSearchParams): View {
  return { range: readRange(search), query: search.get("query") ?? "" };
}
