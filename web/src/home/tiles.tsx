import { issuesPath, questionPath } from "../api/paths.ts";
import type { Resource } from "../api/resource.ts";
import type { EventList, IssuePage, LogPage, Project, RequestOverview, TopList, Traffic } from "../api/types.ts";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, counted, rate, rateOf, shortCount, took } from "../kit/format.ts";
import { countOf, shareOf, valueOf } from "../kit/sure.ts";
import { roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { writeTerm } from "../shell/query.ts";
import { hrefAt } from "../shell/range.ts";
import { RevenueFigures } from "../shell/RevenueFigures.tsx";
import { useCompared } from "../shell/useCompared.ts";
import { dailyVisitors, visitorsNote } from "../shell/visitors.ts";
import { Tile } from "./Tile.tsx";

/** A room, under the range of the page and what it is compared with. */
function to(project: Project, room: string, changes: Record<string, string> = {}): string {
  return hrefAt(roomHref(project, room), place.value.search, changes);
}

export function MonitoringTile({ project, requests }: { project: Project; requests: Resource<RequestOverview> }) {
  const { data } = requests;
  const now = data?.totals;
  const then = useCompared(data, "requests", (range) => questionPath(project.id, "requests", { range }));
  return (
    <Tile
      name="Monitoring"
      asks="Is it up, is it fast?"
      href={to(project, "monitoring")}
      problem={requests.problem}
      stale={requests.stale}
      empty={now?.requests === 0 ? "No request has been traced in this time." : undefined}
      trend={{ label: "Requests over time", now: data?.buckets.map(({ requests }) => requests), then: then.data?.buckets.map(({ requests }) => requests) }}
      rows={(data?.transactions ?? []).slice(0, 3).map((each) => ({
        name: each.name,
        value: `p95 ${took(each.p95Ms)}`,
        href: to(project, "monitoring", { query: writeTerm({ key: "transaction", value: each.name, not: false }) }),
      }))}
      rowsName="Where the time goes"
    >
      <Figures tight label="Monitoring">
        <Figure
          name="Requests"
          value={now && shortCount(now.requests)}
          title={now && counted(now.requests, "request")}
          compare={then.figure(({ totals }) => countOf(totals.requests), shortCount, "neither")}
        />
        <Figure
          name="Failed"
          value={now && rate(now.failed, now.requests)}
          title={now && `${count(now.failed)} of ${counted(now.requests, "request")}`}
          compare={then.figure(({ totals }) => shareOf(totals.failed, totals.requests), rateOf, "worse")}
        />
        <Figure
          name="p95"
          value={now && (now.p95Ms === null ? "–" : took(now.p95Ms))}
          title="95 of 100 requests were faster"
          compare={then.figure(({ totals }) => (totals.p95Ms === null ? undefined : valueOf(totals.p95Ms, totals.p95LowMs, totals.p95HighMs)), took, "worse")}
        />
      </Figures>
    </Tile>
  );
}

export function ErrorsTile({ project, issues }: { project: Project; issues: Resource<IssuePage> }) {
  const { data } = issues;
  const summary = data?.summary;
  const then = useCompared(data, "errors", (range) => issuesPath(project.id, { range, query: "", sort: "last_seen" }));
  const fresh = data?.issues.filter((issue) => issue.state === "new") ?? [];
  return (
    <Tile
      name="Errors"
      asks="What breaks, and for whom?"
      href={to(project, "errors")}
      problem={issues.problem}
      stale={issues.stale}
      empty={data?.total === 0 ? "No open issue in this time." : undefined}
      trend={{ label: "Errors over time", now: summary?.buckets.map(({ events }) => events), then: then.data?.summary?.buckets.map(({ events }) => events) }}
      rows={(fresh.length > 0 ? fresh : (data?.issues ?? [])).slice(0, 3).map((issue) => ({
        name: issue.title || "(no title)",
        value: counted(issue.events, "event"),
        href: to(project, `errors/${issue.id}`),
      }))}
      rowsName={fresh.length > 0 ? "New this week" : "Seen last"}
    >
      <Figures tight label="Errors">
        <Figure
          name="Events"
          value={data && shortCount(summary?.events ?? 0)}
          compare={then.figure((of) => countOf(of.summary?.events ?? 0), shortCount, "worse")}
        />
        <Figure
          name="Users"
          value={data && shortCount(summary?.users ?? 0)}
          compare={then.figure((of) => countOf(of.summary?.users ?? 0), shortCount, "worse")}
        />
        <Figure
          name="New issues"
          value={data && shortCount(summary?.newIssues ?? 0)}
          compare={then.figure((of) => countOf(of.summary?.newIssues ?? 0), shortCount, "worse")}
          href={to(project, "errors", { query: "is:first" })}
        />
      </Figures>
    </Tile>
  );
}

export function VisitorsTile({ project, traffic, channels }: { project: Project; traffic: Resource<Traffic>; channels: Resource<TopList> }) {
  const { data } = traffic;
  const now = data?.totals;
  const then = useCompared(data, "events", (range) => questionPath(project.id, "analytics", { range }));
  return (
    <Tile
      name="Visitors"
      asks="Who comes, and from where?"
      href={to(project, "analytics")}
      problem={traffic.problem}
      stale={traffic.stale}
      empty={now?.visitors === 0 ? "Nobody came in this time." : undefined}
      trend={{ label: "Visitors over time", now: data?.buckets.map(({ visitors }) => visitors), then: then.data?.buckets.map(({ visitors }) => visitors) }}
      rows={(channels.data?.rows ?? []).slice(0, 3).map((row) => ({
        name: row.value || "Direct",
        value: counted(row.visitors, "visitor"),
        href: to(project, "analytics", { query: writeTerm({ key: "channel", value: row.value, not: false }) }),
      }))}
      rowsName="Where they come from"
    >
      <Figures tight label="Visitors">
        <Figure
          name="Visitors"
          value={now && shortCount(now.visitors)}
          title={now && `${counted(now.visitors, "visitor")}. ${dailyVisitors}`}
          note={data && visitorsNote(data)}
          compare={then.figure(({ totals }) => countOf(totals.visitors), shortCount, "better")}
        />
        <Figure
          name="Pageviews"
          value={now && shortCount(now.pageviews)}
          compare={then.figure(({ totals }) => countOf(totals.pageviews), shortCount, "better")}
        />
        <Figure
          name="Bounce rate"
          value={now && rate(now.bounces, now.visits)}
          title={now && `${counted(now.bounces, "bounce")} of ${counted(now.visits, "visit")}`}
          compare={then.figure(({ totals }) => shareOf(totals.bounces, totals.visits), rateOf, "worse")}
        />
      </Figures>
    </Tile>
  );
}

export function ProductTile({ project, traffic, events }: { project: Project; traffic: Resource<Traffic>; events: Resource<EventList> }) {
  const own = events.data?.events.filter((event) => event.name !== "$pageview") ?? [];
  const then = useCompared(traffic.data, "events", (range) => questionPath(project.id, "analytics", { range }));
  return (
    <Tile
      name="Product"
      asks="What do they do, what is it worth?"
      href={to(project, "product")}
      problem={events.problem}
      stale={events.stale}
      empty={events.data && own.length === 0 ? "No event but pageviews in this time." : undefined}
      rows={own.slice(0, 4).map((event) => ({ name: event.name, value: counted(event.visitors, "visitor"), href: to(project, "product") }))}
      rowsName="What they did"
    >
      <Figures tight label="Product">
        <RevenueFigures traffic={traffic.data} then={then} />
      </Figures>
    </Tile>
  );
}

export function LogsTile({ project, logs }: { project: Project; logs: Resource<LogPage> }) {
  const { data } = logs;
  const then = useCompared(data, "logs", (range) => questionPath(project.id, "logs", { range }));
  return (
    <Tile
      name="Logs"
      asks="What did the programs say?"
      href={to(project, "logs")}
      problem={logs.problem}
      stale={logs.stale}
      empty={data?.summary?.lines === 0 ? "No line was written in this time." : undefined}
      rows={(data?.summary?.levels ?? []).slice(0, 4).map((level) => ({
        name: level.level || "no level",
        value: counted(level.lines, "line"),
        href: to(project, "logs", { query: writeTerm({ key: "level", value: level.level, not: false }) }),
      }))}
      rowsName="By level"
    >
      <Figures tight label="Logs">
        <Figure
          name="Lines"
          value={data?.summary ? shortCount(data.summary.lines) : undefined}
          compare={then.figure((of) => countOf(of.summary?.lines ?? 0), shortCount, "neither")}
        />
      </Figures>
    </Tile>
  );
}
