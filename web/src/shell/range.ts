export const ranges = ["24h", "7d", "14d", "30d", "90d"] as const;
export type Range = (typeof ranges)[number];

export const usualRange: Range = "7d";

export const rangeNames: Record<Range, string> = {
  "24h": "the last 24 hours",
  "7d": "the last 7 days",
  "14d": "the last 14 days",
  "30d": "the last 30 days",
  "90d": "the last 90 days",
};

export function readRange(search: URLSearchParams): Range {
  return ranges.find((range) => range === search.get("range")) ?? usualRange;
}

/** An address with some parameters set and others (undefined or empty) taken out. */
export function hrefAt(path: string, search: URLSearchParams, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}
