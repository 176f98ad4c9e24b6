import { place } from "./location.ts";

export const ranges = ["24h", "7d", "14d", "30d", "90d"] as const;
export type Range = (typeof ranges)[number];

const usual: Range = "7d";

export const rangeNames: Record<Range, string> = {
  "24h": "the last 24 hours",
  "7d": "the last 7 days",
  "14d": "the last 14 days",
  "30d": "the last 30 days",
  "90d": "the last 90 days",
};

export function readRange(search: URLSearchParams): Range {
  return ranges.find((range) => range === search.get("range")) ?? usual;
}

/** This page under another range. */
export function hrefForRange(range: Range): string {
  return hrefWith({ range: range === usual ? undefined : range });
}

/** This page with some parameters set and others (undefined) taken out. */
export function hrefWith(changes: Record<string, string | undefined>): string {
  return hrefAt(place.value.path, place.value.search, changes);
}

export function hrefAt(path: string, search: URLSearchParams, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
