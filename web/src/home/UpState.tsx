import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { IncidentList, MonitorList, Project } from "../api/types.ts";
import { counted, duration } from "../kit/format.ts";
import { StatusMark } from "../kit/StatusMark.tsx";
import { Time } from "../kit/Time.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { now } from "../shell/now.ts";
import { during, hrefAt, type Range } from "../shell/range.ts";
import { useFresh } from "../shell/useFresh.ts";
import css from "./HomeRoom.module.css";

/** Is it up, are all parts of it up, and what was not? */
export function UpState({ project, range }: { project: Project; range: Range }) {
  const list = useResource<MonitorList>(questionPath(project.id, "monitors", { range }), true);
  const past = useResource<IncidentList>(questionPath(project.id, "incidents", { range }), true);
  useFresh(["checks", "check_ins"], () => {
    void list.refresh();
    void past.refresh();
  });
  const monitors = (list.data?.monitors ?? []).filter((each) => each.status !== "paused");
  const checks = (id?: number): string => hrefAt(`${roomHref(project, "monitoring")}/checks${id ? `/${id}` : ""}`, place.value.search, {});
  if (!list.data) return <p class={css.up} />;
  if (monitors.length === 0) {
    return (
      <p class={css.up}>
        <a href={checks()}>Nothing is watched yet: let Paddock check {list.data.suggestion?.url ?? "whether the site is up"}</a>
      </p>
    );
  }
  const down = monitors.filter((each) => each.status === "down");
  const unsure = monitors.filter((each) => each.status === "unknown");
  const status = down.length > 0 ? "down" : unsure.length > 0 ? "unknown" : monitors.some((each) => each.status === "up") ? "up" : "new";
  const over = past.data?.incidents.filter((each) => each.endedAt) ?? [];
  const last = over[0];
  return (
    <p class={css.up}>
      <a href={checks()}>
        <StatusMark status={status} />
      </a>
      {[...down, ...unsure].slice(0, 3).map((each) => (
        <a key={each.id} href={checks(each.id)} title={each.lastProblem}>
          <b>{each.name}</b> for {duration(now.value - Date.parse(each.since))}
        </a>
      ))}
      {down.length + unsure.length > 3 && <span>and {down.length + unsure.length - 3} more</span>}
      {down.length + unsure.length === 0 && <span>{monitors.length === 1 ? monitors[0]?.name : `all ${monitors.length} monitors`}</span>}
      {monitors
        .filter((each) => each.certificateEndsSoon && each.certificateExpiresAt)
        .slice(0, 2)
        .map((each) => (
          <a key={`certificate ${each.id}`} class={css.soon} href={checks(each.id)}>
            the certificate of <b>{each.name}</b>{" "}
            {Date.parse(each.certificateExpiresAt!) > now.value ? `ends in ${duration(Date.parse(each.certificateExpiresAt!) - now.value)}` : "has ended"}
          </a>
        ))}
      {last ? (
        <a href={checks(last.monitorId)} title={last.cause}>
          {counted(over.length, "incident")} {during(range)}, the last <Time at={last.startedAt} />: {last.monitor},{" "}
          {duration(Date.parse(last.endedAt!) - Date.parse(last.startedAt))}
        </a>
      ) : (
        past.data && (
          <span>
            no {down.length + unsure.length > 0 && "other "}incident {during(range)}
          </span>
        )
      )}
    </p>
  );
}
