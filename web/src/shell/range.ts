import { days, span } from "../kit/format.ts";

export const presets = ["24h", "7d", "14d", "30d", "90d"] as const;

/** One of the presets, which reach to now, or a start and an end: "2026-11-13T10:00:00Z..2026-11-13T14:00:00Z". */
export type Range = (typeof presets)[number] | `${string}..${string}`;

export const usualRange: Range = "7d";

const names: Record<string, string> = {
  "24h": "the last 24 hours",
  "7d": "the last 7 days",
  "14d": "the last 14 days",
  "30d": "the last 30 days",
  "90d": "the last 90 days",
};

const picked = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z\.\.\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/;

export function readRange(search: URLSearchParams): Range {
  const text = search.get("range") ?? "";
  if (isPicked(text)) return text;
  return presets.find((preset) => preset === text) ?? usualRange;
}

export function isPicked(text: string): text is `${string}..${string}` {
  const [from = "", to = ""] = text.split("..");
  return picked.test(text) && Date.parse(from) < Date.parse(to);
}

/** Whole seconds, since that is what the address says. */
export function pickedRange(from: number, to: number): `${string}..${string}` {
  const write = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
  return `${write(from)}..${write(to)}`;
}

export const day = 86_400_000;

const minute = 60_000;

/** What a preset is at this moment, which stays when time goes on: it reaches back by what its name says, to the start of that minute, as Pipeline/Reading/TimeRange.cs has it. */
export function absoluteRange(preset: (typeof presets)[number], now: number): `${string}..${string}` {
  return pickedRange(Math.floor((now - lengthOf(preset)) / minute) * minute, now);
}

/** Milliseconds; of a preset what its name says. */
export function lengthOf(range: Range): number {
  const [from = "", to] = range.split("..");
  return to === undefined ? Number.parseInt(range, 10) * (range.endsWith("h") ? day / 24 : day) : Date.parse(to) - Date.parse(from);
}

/** "the last 7 days", "13 Nov 10:00 – 13 Nov 14:00" */
export function rangeName(range: Range): string {
  const [from, to] = range.split("..");
  return to === undefined ? (names[range] ?? range) : span(from ?? "", to);
}

/** "in the last 7 days", "from 13 Nov 10:00 to 14:00" */
export function during(range: Range): string {
  const [from = "", to] = range.split("..");
  return to === undefined ? `in ${rangeName(range)}` : `from ${span(from, to, " to ")}`;
}

/** Where there is hardly any room: "7d", "13 – 16 Nov". */
export function shortRange(range: Range): string {
  const [from = "", to] = range.split("..");
  return to === undefined ? range : days(from, to);
}

/** For where a preset's sign fits: "in 7d", "in this range". */
export function inRange(range: Range): string {
  return isPicked(range) ? "in this range" : `in ${range}`;
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
