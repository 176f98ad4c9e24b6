import type { Project } from "../api/types.ts";
import type { Comparison } from "./compare.ts";
import { place } from "./location.ts";
import { day, hrefAt, pickedRange, usualRange, type Range } from "./range.ts";

/** This page with some parameters set and others (undefined) taken out. */
export function hrefWith(changes: Record<string, string | undefined>): string {
  return hrefAt(place.value.path, place.value.search, changes);
}

/** This page under another range. */
export function hrefForRange(range: Range): string {
  return hrefWith({ range: range === usualRange ? undefined : range });
}

/** This page compared with another time. */
export function hrefForComparison(comparison: Comparison): string {
  return hrefWith({ compare: comparison === "previous" ? undefined : comparison });
}

/** The list of errors; filters and range are added to it. */
export function errorsHref(project: Project): string {
  return roomHref(project, "errors");
}

export function roomHref(project: Project, room: string): string {
  return `/p/${project.slug}/${room}`;
}

export function personHref(project: Project, person: string): string {
  return `${roomHref(project, "product")}/people/${encodeURIComponent(person)}`;
}

/** Everything that a visitor without a name did; `range` should hold the visit. */
export function visitorHref(project: Project, visitor: string, range: Range): string {
  return `${roomHref(project, "product")}/visitors/${visitor}?${new URLSearchParams({ range })}`;
}

/** How many get from one of these steps to the next. */
export function funnelHref(project: Project, range: Range, steps: string[]): string {
  return `${roomHref(project, "product")}/funnel?${new URLSearchParams([["range", range], ...steps.map((step): [string, string] => ["step", step])])}`;
}

/** From what somebody came to, to the sale: the funnel they fell out of. */
export function stepsTo({ step, converts }: { step: string; converts: string }): string[] {
  return ["$pageview", step, converts].filter((each, index, all) => each !== "" && all.indexOf(each) === index);
}

/** The day before and the day after: all of a visit, and of what became of it. */
export function dayAround(time: string): Range {
  const at = Date.parse(time);
  return pickedRange(at - day, at + day);
}
