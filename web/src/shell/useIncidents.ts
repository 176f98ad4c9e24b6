import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { IncidentList, Project } from "../api/types.ts";
import { incidents } from "../charts/incidents.ts";
import { place } from "./location.ts";
import { readRange } from "./range.ts";
import { useFresh } from "./useFresh.ts";

/** What was down in the range of the page, for all its graphs. */
export function useIncidents(project: Project | undefined): void {
  const range = readRange(place.value.search);
  const { data, refresh } = useResource<IncidentList>(project && questionPath(project.id, "incidents", { range }), true);
  useFresh(["checks", "check_ins"], refresh);
  useEffect(() => {
    incidents.value = (data?.incidents ?? []).map((each) => ({
      from: Date.parse(each.startedAt),
      to: each.endedAt ? Date.parse(each.endedAt) : undefined,
      monitor: each.monitorId,
      isJob: each.kind === "heartbeat",
      label: each.kind === "heartbeat" ? `${each.monitor} did not run as it should: ${each.cause}` : `${each.monitor} was down: ${each.cause}`,
    }));
  }, [data]);
}
