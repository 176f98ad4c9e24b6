import type { Project } from "../api/types.ts";
import type { Comparison } from "./compare.ts";
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
