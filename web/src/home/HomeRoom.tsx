import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { issuesPath, questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { EventList, IssuePage, LogPage, Project, RequestOverview, TopList, Traffic } from "../api/types.ts";
import { ProblemState } from "../kit/State.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { during, hrefAt, readRange } from "../shell/range.ts";
import type { RoomProps } from "../shell/rooms.ts";
import { startOf } from "../shell/start.ts";
import { useFresh } from "../shell/useFresh.ts";
import { ConnectionPage } from "./ConnectionPage.tsx";
import css from "./HomeRoom.module.css";
import { NothingYet } from "./NothingYet.tsx";
import { SinceRelease } from "./SinceRelease.tsx";
import { ErrorsTile, LogsTile, MonitoringTile, ProductTile, VisitorsTile } from "./tiles.tsx";
import { UpState } from "./UpState.tsx";

/** /p/{project}/home: the state at a glance, a tile for each room with the numbers that the room itself shows. */
export function HomeRoom({ project, rest }: RoomProps) {
  const [page, ...more] = rest.filter(Boolean);
  if (page === "connection" && more.length === 0) return <ConnectionPage project={project} />;
  if (page !== undefined) return <NoPage project={project} />;
  return <Home project={project} />;
}

function Home({ project }: { project: Project }) {
  const { search } = place.value;
  const range = readRange(search);
  const requests = useResource<RequestOverview>(questionPath(project.id, "requests", { range }), true);
  const issues = useResource<IssuePage>(issuesPath(project.id, { range, query: "", sort: "last_seen" }), true);
  const traffic = useResource<Traffic>(questionPath(project.id, "analytics", { range }), true);
  const channels = useResource<TopList>(questionPath(project.id, "analytics/top", { range, by: "channel", limit: "3" }), true);
  const events = useResource<EventList>(questionPath(project.id, "product/events", { range }), true);
  const logs = useResource<LogPage>(questionPath(project.id, "logs", { range }), true);
  const all = [requests, issues, traffic, channels, events, logs];

  useEffect(() => void (document.title = `${project.name} · Paddock`), [project]);
  useFresh(["errors", "spans", "events", "logs"], () => all.forEach((each) => void each.refresh()));

  const problem = all.every((each) => each.problem && !each.data) ? requests.problem : undefined;
  if (problem) return <ProblemState problem={problem} onRetry={() => all.forEach((each) => void each.refresh())} />;

  const nothing =
    requests.data?.totals.requests === 0 &&
    issues.data?.total === 0 &&
    traffic.data?.totals.visitors === 0 &&
    events.data?.events.length === 0 &&
    logs.data?.summary?.lines === 0;
  const tiles: [room: string, tile: ComponentChildren][] = [
    ["monitoring", <MonitoringTile key="monitoring" project={project} requests={requests} />],
    ["errors", <ErrorsTile key="errors" project={project} issues={issues} />],
    ["analytics", <VisitorsTile key="analytics" project={project} traffic={traffic} channels={channels} />],
    ["product", <ProductTile key="product" project={project} traffic={traffic} events={events} />],
    ["logs", <LogsTile key="logs" project={project} logs={logs} />],
  ];
  // What this reader comes for stands first.
  const own = startOf(project).split("/")[0];
  return (
    <div class={css.home}>
      <div class={css.head}>
        <h1 class={css.title}>
          {project.name} {during(range)}
        </h1>
        <a href={hrefAt(`${roomHref(project, "home")}/connection`, search, {})}>What arrives, what is missing</a>
      </div>
      <UpState project={project} range={range} />
      {nothing ? <NothingYet project={project} range={range} /> : <SinceRelease project={project} />}
      <div class={css.tiles} hidden={nothing}>
        {tiles.toSorted(([one], [other]) => Number(other === own) - Number(one === own)).map(([, tile]) => tile)}
      </div>
    </div>
  );
}
