import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, RecordsSince, ReleaseList } from "../api/types.ts";
import { releases } from "../charts/releases.ts";
import { place } from "./location.ts";
import { readRange } from "./range.ts";
import { useFresh } from "./useFresh.ts";

/** Since when there are records of each kind in the project; undefined while that is not known, null when it cannot be. */
export const recordsSince = signal<RecordsSince | null | undefined>(undefined);

// Of which project what is kept while another range is asked for is.
let shownOf: number | undefined;

// Milliseconds: releases are rare.
const pace = 60_000;

/** Which releases came out in the range of the page, for all its graphs. */
export function useReleases(project: Project | undefined): void {
  const range = readRange(place.value.search);
  const { data, problem, refresh } = useResource<ReleaseList>(project && questionPath(project.id, "releases", { range }), shownOf === project?.id);
  shownOf = project?.id;
  useFresh(["errors", "spans", "logs", "events"], refresh, pace);
  useEffect(() => {
    recordsSince.value = data ? data.since : problem ? null : undefined;
    releases.value = (data?.releases ?? []).map(({ name, firstSeen }) => ({ time: Date.parse(firstSeen), name }));
  }, [data, problem]);
}
