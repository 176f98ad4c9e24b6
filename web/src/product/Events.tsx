import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { EventCount, EventList, Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { Change } from "../kit/Figure.tsx";
import { counted, money, shortCount } from "../kit/format.ts";
import { SkeletonRows } from "../kit/SkeletonRows.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { countOf } from "../kit/sure.ts";
import { Time } from "../kit/Time.tsx";
import { hrefForRange, hrefWith, roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { More } from "../shell/More.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { during } from "../shell/range.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { useCompared, type ComparedAnswer } from "../shell/useCompared.ts";
import { useFresh } from "../shell/useFresh.ts";
import { readView } from "../shell/view.ts";
import table from "../kit/Table.module.css";

/** What people do, by the names of events. */
export function Events({ project }: { project: Project }) {
  const view = readView(place.value.search);
  const path = questionPath(project.id, "product/events", { ...view });
  const list = useResource<EventList>(path, true);
  const { data } = list;
  const then = useCompared(data, "events", (range) => questionPath(project.id, "product/events", { range, query: view.query }));
  useFresh(["events"], list.refresh);
  usePageMemory(data !== undefined);

  if (list.problem && !data) return <ProblemState problem={list.problem} onRetry={() => void list.refresh()} />;
  return (
    <>
      <RoomHead name="Events" range={view.range} query={view.query} answered={data} problem={list.problem} compared={{ project, of: "events", one: "event" }} />
      {data?.events.length === 0 ? (
        <NoEvents query={view.query} text={during(view.range)} />
      ) : (
        <table class={table.table} aria-busy={list.busy} data-stale={list.stale}>
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col" class={table.number}>
                Visitors
              </th>
              <th scope="col" class={cx(table.number, table.wide, table.change)}>
                {then.when ? "Change" : ""}
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                By name
              </th>
              <th scope="col" class={table.number}>
                Times
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                Revenue
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                Last
              </th>
            </tr>
          </thead>
          <tbody>
            {data ? (
              data.events.map((event) => <Row key={event.name} event={event} project={project} then={then} />)
            ) : (
              <SkeletonRows
                rows={8}
                cells={[
                  table.number,
                  cx(table.number, table.wide, table.change),
                  cx(table.number, table.wide),
                  table.number,
                  cx(table.number, table.wide),
                  cx(table.number, table.wide),
                ]}
              />
            )}
          </tbody>
        </table>
      )}
      <More list={list} path={path} join={(shown, more) => ({ ...more, events: [...shown.events, ...more.events] })} />
    </>
  );
}

function Row({ event, project, then }: { event: EventCount; project: Project; then: ComparedAnswer<EventList> }) {
  // An event that is not in the list of that time had nobody, where the list holds all.
  const change = then.figure(
    (of) => {
      const visitors = of.events.find(({ name }) => name === event.name)?.visitors ?? (of.next ? undefined : 0);
      return visitors === undefined ? undefined : countOf(visitors);
    },
    shortCount,
    "better",
  );
  const steps = new URLSearchParams(place.value.search);
  for (const step of new Set(["$pageview", event.name])) steps.append("step", step);
  const funnel = `${roomHref(project, "product")}/funnel?${steps}`;
  return (
    <tr>
      <td class={table.name}>
        <a data-row href={funnel} title={`How many get from a page to “${event.name}”`}>
          {event.name === "$pageview" ? "Pageview" : event.name}
        </a>
      </td>
      <td class={table.number}>
        <Count of={event.visitors} unit="visitor" />
      </td>
      <td class={cx(table.number, table.wide, table.change, table.quiet)}>{change && <Change {...change} />}</td>
      <td class={cx(table.number, table.wide)} title={`${counted(event.people, "person", "people")} known by name`}>
        <Count of={event.people} unit="person" />
      </td>
      <td class={table.number}>
        <Count of={event.times} unit="time" />
      </td>
      <td class={cx(table.number, table.wide)}>{event.revenue ? money(event.revenue, event.currency) : "–"}</td>
      <td class={cx(table.number, table.wide, table.quiet)}>
        <Time at={event.lastSeen} />
      </td>
    </tr>
  );
}

function NoEvents({ query, text }: { query: string; text: string }) {
  if (query) {
    return (
      <State inside title="No event matches" text={`Nothing ${text} matches these filters.`}>
        <ButtonLink href={hrefWith({ query: undefined })}>Clear the filters</ButtonLink>
      </State>
    );
  }
  return (
    <State
      inside
      title={`No events ${text}`}
      text="Pages with the script tag send what is done on them; one line more names what matters. Segment's clients are understood, too: give them Paddock's address."
    >
      <Snippet text={`paddock.track("order placed", { revenue: 42, currency: "EUR" })`} label="Copy the line" />
      <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>
    </State>
  );
}
