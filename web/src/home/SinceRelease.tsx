import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Converted, LatestRelease, Project, RequestFigures, SinceRelease as Changes } from "../api/types.ts";
import { Figure, Figures, type Compared } from "../kit/Figure.tsx";
import { count, counted, rate, rateOf, span, took, zoneName } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { shareOf, valueOf, type Measured } from "../kit/sure.ts";
import { Time } from "../kit/Time.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { useFresh } from "../shell/useFresh.ts";
import css from "./HomeRoom.module.css";

// Milliseconds: what a release changed is not seen within seconds.
const pace = 60_000;

/** What is different since the last release came out; each figure leads to the list that shows it. */
export function SinceRelease({ project }: { project: Project }) {
  const latest = useResource<LatestRelease>(questionPath(project.id, "releases/latest", {}), true);
  useFresh(["errors", "spans", "events"], latest.refresh, pace);
  const { release, since } = latest.data ?? {};
  return (
    <section class={css.since} aria-label="Since the last release" aria-busy={latest.busy && !latest.data}>
      <h2>
        {release ? (
          <>
            What changed since <b>{release.name}</b> came out <Time at={release.firstSeen} />
          </>
        ) : latest.data ? (
          "What changed since the last release"
        ) : (
          <Skeleton width={260} />
        )}
      </h2>
      {latest.problem && !latest.data && <p class={css.stale}>{latest.problem.title}</p>}
      {release === null && (
        <p class={css.empty}>
          No record names a release yet. Give your clients one (release, service.version), and each new one is compared here with what was before it.
        </p>
      )}
      {release && !since && <p class={css.empty}>It is less than five minutes old: too early to say.</p>}
      {(since || !latest.data) && (
        <p class={css.period}>{since ? `${span(...endsOf(since.after))} against ${span(...endsOf(since.before))}, ${zoneName}` : <Skeleton width={320} />}</p>
      )}
      {(since || !latest.data) && <ChangeFigures since={since ?? undefined} project={project} />}
    </section>
  );
}

function ChangeFigures({ since, project }: { since: Changes | undefined; project: Project }) {
  const to = (room: string, range: string | undefined, search: [string, string][] = []): string | undefined =>
    range && `${roomHref(project, room)}?${new URLSearchParams([...search, ["range", range]])}`;
  const compared = (
    read: { now: Measured | undefined; then: Measured | undefined; isTooOld: boolean },
    write: (value: number) => string,
    more: Compared["more"],
    thenHref: string | undefined,
  ): Compared => ({
    ...read,
    write,
    more,
    when: read.isTooOld ? "Nothing is as old as the time before the release" : "in the time before",
    ...(thenHref ? { thenHref } : {}),
  });
  const { requests, was } = since ?? {};
  const conversion = since?.conversion;
  const funnel: [string, string][] = conversion
    ? [
        ["step", "$pageview"],
        ["step", conversion.event],
        ["days", String(conversion.days)],
      ]
    : [];
  const newIssues = since?.newIssues;
  return (
    <Figures compared label="Since the last release">
      <Figure
        name="New issues"
        value={newIssues && count(newIssues.count)}
        title={newIssues?.issues.map((issue) => `${issue.title}: ${counted(issue.events, "event")}`).join("\n") || undefined}
        href={to("errors", since?.after, [["query", "is:all is:first"]])}
        note={newIssues?.issues[0]?.title}
      />
      <Figure
        name="Happened again"
        value={since && count(since.regressed.count)}
        title="Issues that were resolved and happened again"
        href={to("errors", since?.after, [["query", "is:all is:again"]])}
        note={since?.regressed.issues[0]?.title}
      />
      <Figure
        name="Failed requests"
        value={requests && rate(requests.failed, requests.requests)}
        title={requests && `${count(requests.failed)} of ${counted(requests.requests, "request")}`}
        href={to("monitoring", since?.after)}
        compare={
          requests &&
          compared({ now: failedOf(requests), then: was ? failedOf(was) : undefined, isTooOld: was === null }, rateOf, "worse", to("monitoring", since?.before))
        }
        note={requests && (requests.requests > 0 ? `n = ${count(requests.requests)}` : "no request was traced")}
      />
      <Figure
        name="95th percentile"
        value={requests && (requests.p95Ms === null ? "–" : took(requests.p95Ms))}
        title="95 of 100 requests were faster"
        href={to("monitoring", since?.after)}
        compare={
          requests &&
          compared({ now: p95Of(requests), then: was ? p95Of(was) : undefined, isTooOld: was === null }, took, "worse", to("monitoring", since?.before))
        }
        note={requests && `n = ${count(requests.measured)}`}
      />
      <Figure
        name={conversion ? `Did “${conversion.event}”` : "Conversion"}
        value={since && (conversion ? rate(conversion.now.count, conversion.now.visitors) : "–")}
        title={conversion ? `${count(conversion.now.count)} of ${counted(conversion.now.visitors, "visitor")}` : "No event brought money"}
        href={conversion ? to("product/funnel", since?.after, funnel) : undefined}
        compare={
          conversion
            ? compared(
                { now: shareIn(conversion.now), then: conversion.was ? shareIn(conversion.was) : undefined, isTooOld: conversion.was === null },
                rateOf,
                "better",
                to("product/funnel", since?.before, funnel),
              )
            : undefined
        }
        note={since && (conversion ? `n = ${count(conversion.now.visitors)}` : "no event brought money")}
      />
    </Figures>
  );
}

function endsOf(range: string): [from: string, to: string] {
  const [from = "", to = ""] = range.split("..");
  return [from, to];
}

function failedOf({ failed, requests }: RequestFigures): Measured | undefined {
  return shareOf(failed, requests);
}

function p95Of({ p95Ms, p95LowMs, p95HighMs }: RequestFigures): Measured | undefined {
  return p95Ms === null ? undefined : valueOf(p95Ms, p95LowMs, p95HighMs);
}

function shareIn({ count: part, visitors }: Converted): Measured | undefined {
  return shareOf(part, visitors);
}
