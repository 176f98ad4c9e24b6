import { useEffect } from "preact/hooks";
import { issuesPath, questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { EventList, IssuePage, LogPage, Project, RequestOverview, TopList, Traffic } from "../api/types.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { Figure, Figures } from "../kit/Figure.tsx";
import { counted, money, rate, shortCount, took } from "../kit/format.ts";
import { ProblemState } from "../kit/State.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { during, hrefAt, readRange } from "../shell/range.ts";
import type { RoomProps } from "../shell/rooms.ts";
import { useFresh } from "../shell/useFresh.ts";
import { ConnectionPage } from "./ConnectionPage.tsx";
import css from "./HomeRoom.module.css";
import { NothingYet } from "./NothingYet.tsx";
import { Tile } from "./Tile.tsx";
import { UpState } from "./UpState.tsx";

/** /p/{project}/home: the state at a glance, a tile for each room with the numbers that the room itself shows. */
export function HomeRoom({ project, rest }: RoomProps) {
  const [page, ...more] = rest.filter(Boolean);
  if (page === "connection" && more.length === 0) return <ConnectionPage project={project} />;
  if (page !== undefined) return <NoPage project={project} />;
  return <Home project={project} />;
}

function Home({ project }: { project: Project }) {
  const range = readRange(place.value.search);
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

  const to = (room: string): string => hrefAt(roomHref(project, room), place.value.search, {});
  const r = requests.data?.totals;
  const summary = issues.data?.summary;
  const t = traffic.data?.totals;
  const newIssues = issues.data?.issues.filter((issue) => issue.isNew) ?? [];
  const own = events.data?.events.filter((event) => event.name !== "$pageview") ?? [];
  const nothing = r?.requests === 0 && issues.data?.total === 0 && t?.visitors === 0 && events.data?.events.length === 0 && logs.data?.summary?.lines === 0;
  const levels = logs.data?.summary?.levels ?? [];
  return (
    <div class={css.home}>
      <div class={css.head}>
        <h1 class={css.title}>
          {project.name} {during(range)}
        </h1>
        <a href={hrefAt(`${roomHref(project, "home")}/connection`, place.value.search, {})}>What arrives, what is missing</a>
      </div>
      <UpState project={project} range={range} />
      {nothing && <NothingYet project={project} range={range} />}
      <div class={css.tiles} hidden={nothing}>
        <Tile
          name="Monitoring"
          href={to("monitoring")}
          problem={requests.problem}
          empty={r?.requests === 0 ? "No request has been traced in this time." : undefined}
          graph={requests.data && <Sparkline values={requests.data.buckets.map((bucket) => bucket.requests)} label="Requests over time" width={220} />}
          rows={(requests.data?.transactions ?? []).slice(0, 3).map((each) => ({
            name: each.name,
            value: `p95 ${took(each.p95Ms)}`,
            href: hrefAt(roomHref(project, "monitoring"), place.value.search, { query: `transaction:"${each.name.replace(/["\\]/g, "\\$&")}"` }),
          }))}
          rowsName="Where the time goes"
        >
          <Figures label="Monitoring">
            <Figure
              name="Requests"
              value={r && shortCount(r.requests)}
              compare={r && { now: r.requests, before: requests.data?.before?.requests ?? null, more: "neither" }}
            />
            <Figure name="Failed" value={r && rate(r.failed, r.requests)} title={r && `${counted(r.failed, "request")} failed`} />
            <Figure name="p95" value={r && (r.p95Ms === null ? "–" : took(r.p95Ms))} />
          </Figures>
        </Tile>
        <Tile
          name="Errors"
          href={to("errors")}
          problem={issues.problem}
          empty={issues.data?.total === 0 ? "No open issue in this time." : undefined}
          graph={summary && <Sparkline values={summary.buckets.map((bucket) => bucket.events)} label="Errors over time" width={220} />}
          rows={(newIssues.length > 0 ? newIssues : (issues.data?.issues ?? [])).slice(0, 3).map((issue) => ({
            name: issue.title || "(no title)",
            value: counted(issue.events, "event"),
            href: hrefAt(`${roomHref(project, "errors")}/${issue.id}`, place.value.search, {}),
          }))}
          rowsName={newIssues.length > 0 ? "New today" : "Seen last"}
        >
          <Figures label="Errors">
            <Figure
              name="Events"
              value={issues.data && shortCount(summary?.events ?? 0)}
              compare={summary ? { now: summary.events, before: summary.previousEvents, more: "worse" } : undefined}
            />
            <Figure name="Users" value={issues.data && shortCount(summary?.users ?? 0)} />
            <Figure name="New issues" value={issues.data && shortCount(summary?.newIssues ?? 0)} />
          </Figures>
        </Tile>
        <Tile
          name="Visitors"
          href={to("analytics")}
          problem={traffic.problem}
          empty={t?.visitors === 0 ? "Nobody came in this time." : undefined}
          graph={traffic.data && <Sparkline values={traffic.data.buckets.map((bucket) => bucket.visitors)} label="Visitors over time" width={220} />}
          rows={(channels.data?.rows ?? []).slice(0, 3).map((row) => ({
            name: row.value || "Direct",
            value: counted(row.visitors, "visitor"),
            href: hrefAt(roomHref(project, "analytics"), place.value.search, { query: `channel:${row.value ? `"${row.value}"` : '""'}` }),
          }))}
          rowsName="Where they come from"
        >
          <Figures label="Visitors">
            <Figure
              name="Visitors"
              value={t && shortCount(t.visitors)}
              compare={t && { now: t.visitors, before: traffic.data?.before?.visitors ?? null, more: "better" }}
            />
            <Figure name="Pageviews" value={t && shortCount(t.pageviews)} />
            <Figure name="Bounce rate" value={t && rate(t.bounces, t.visits)} title={t && `${counted(t.bounces, "bounce")} of ${counted(t.visits, "visit")}`} />
          </Figures>
        </Tile>
        <Tile
          name="Product"
          href={to("product")}
          problem={events.problem}
          empty={events.data && own.length === 0 ? "No event but pageviews in this time." : undefined}
          rows={own.slice(0, 4).map((event) => ({
            name: event.name,
            value: counted(event.visitors, "visitor"),
            href: to("product"),
          }))}
          rowsName="What they did"
        >
          <Figures label="Product">
            {traffic.data?.revenue.map((each) => (
              <Figure
                key={each.currency}
                name="Revenue"
                value={money(each.amount, each.currency, true)}
                title={money(each.amount, each.currency)}
                note={counted(each.orders, "order")}
              />
            ))}
          </Figures>
        </Tile>
        <Tile
          name="Logs"
          href={to("logs")}
          problem={logs.problem}
          empty={logs.data?.summary?.lines === 0 ? "No line was written in this time." : undefined}
          rows={levels.slice(0, 4).map((level) => ({
            name: level.level || "no level",
            value: counted(level.lines, "line"),
            href: hrefAt(roomHref(project, "logs"), place.value.search, { query: `level:${level.level || '""'}` }),
          }))}
          rowsName="By level"
        >
          <Figures label="Logs">
            <Figure name="Lines" value={logs.data?.summary ? shortCount(logs.data.summary.lines) : undefined} />
          </Figures>
        </Tile>
      </div>
    </div>
  );
}
