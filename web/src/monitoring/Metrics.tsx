import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { MetricList, MetricSeen, Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { counted } from "../kit/format.ts";
import { SkeletonRows } from "../kit/SkeletonRows.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { More } from "../shell/More.tsx";
import { NothingFound } from "../shell/NothingFound.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { hrefAt } from "../shell/range.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { useFresh } from "../shell/useFresh.ts";
import { readView, type View } from "../shell/view.ts";
import { kindName, metricHref } from "./metricKinds.ts";
import { unitOf, writeValue } from "./metricValue.ts";

/** What programs measure of themselves: every metric that has samples, with what its series said last. */
export function Metrics({ project }: { project: Project }) {
  const view = readView(place.value.search);
  const path = questionPath(project.id, "metrics", { ...view });
  const list = useResource<MetricList>(path, true);
  const { data } = list;

  useEffect(() => void (document.title = `Metrics · ${project.name} · Paddock`), [project]);
  useFresh(["samples"], list.refresh);
  usePageMemory(data !== undefined);

  if (list.problem && !data) return <ProblemState problem={list.problem} onRetry={() => void list.refresh()} />;
  return (
    <>
      <RoomHead name={data ? counted(data.total, "metric") : "Metrics"} range={view.range} query={view.query} answered={data} problem={list.problem} />
      {data?.total === 0 ? (
        <NoMetrics project={project} view={view} />
      ) : (
        <table class={table.table} data-stale={list.stale} aria-busy={list.busy}>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" class={cx(table.number, table.wide)}>
                Series
              </th>
              <th scope="col" class={cx(table.number, table.value)}>
                Last value
              </th>
              <th scope="col" class={table.number}>
                Last seen
              </th>
            </tr>
          </thead>
          <tbody>
            {data ? (
              data.metrics.map((metric) => <Row key={metric.name} of={metric} project={project} />)
            ) : (
              <SkeletonRows rows={12} cells={[cx(table.number, table.wide), table.number, table.number]} />
            )}
          </tbody>
        </table>
      )}
      <More list={list} path={path} join={(shown, more) => ({ ...more, metrics: [...shown.metrics, ...more.metrics] })} />
    </>
  );
}

function Row({ of, project }: { of: MetricSeen; project: Project }) {
  const unit = unitOf(of.name, of.unit);
  const write = writeValue(unit);
  const [least, most] = [of.least, of.most];
  return (
    <tr>
      <td class={table.name}>
        <a data-row href={hrefAt(metricHref(project, of.name), place.value.search, { by: undefined, show: undefined })} title={of.name}>
          {of.name}
        </a>
        <span>
          {kindName(of.type)}
          {unit && `, ${unit}`}
        </span>
      </td>
      <td class={cx(table.number, table.wide)}>
        <Count of={of.series} unit="series" many="series" />
      </td>
      <td class={cx(table.number, table.value)} title={of.series > 1 ? "From the lowest to the highest of its series" : undefined}>
        {least === null || most === null ? "–" : least === most ? write(least) : `${write(least)} – ${write(most)}`}
      </td>
      <td class={cx(table.number, table.quiet)}>
        <Time at={of.lastSeen} />
      </td>
    </tr>
  );
}

function NoMetrics({ project, view }: { project: Project; view: View }) {
  const ever = useResource<MetricList>(questionPath(project.id, "metrics", { range: "90d" }));
  if (!ever.data) return null;
  if (ever.data.total > 0) return <NothingFound what="metric" view={view} />;
  return (
    <State
      title="No metric has arrived yet"
      text="OpenTelemetry, Prometheus’ remote write and StatsD send what programs measure of themselves; only the address is set."
    >
      <ButtonLink href={`${roomHref(project, "home")}/connection?client=prometheus#paste`}>How to send them</ButtonLink>
    </State>
  );
}
