import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { MetricGraph, MetricLabel, MetricLine, Project } from "../api/types.ts";
import { Lines } from "../charts/Lines.tsx";
import { TimeGraph, type Series } from "../charts/TimeGraph.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { cx } from "../kit/cx.ts";
import { counted } from "../kit/format.ts";
import { Segments } from "../kit/Segments.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { BackLink } from "../shell/BackLink.tsx";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import { FilterLink } from "../shell/FilterLink.tsx";
import { hrefForRange, hrefWith, roomHref } from "../shell/hrefs.ts";
import { go, place } from "../shell/location.ts";
import { hrefAt } from "../shell/range.ts";
import { readQuery, writeQuery } from "../shell/query.ts";
import room from "../shell/Room.module.css";
import { RoomHead } from "../shell/RoomHead.tsx";
import { Shares } from "../shell/Shares.tsx";
import { useFresh } from "../shell/useFresh.ts";
import { readView } from "../shell/view.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import { caveats } from "./caveats.ts";
import { kindName, metricHref, wayName } from "./metricKinds.ts";
import css from "./MetricScreen.module.css";
import { paceOf, unitOf, writeValue } from "./metricValue.ts";

/** One metric over time, by a label where one is chosen, with what is to be known before it is believed. */
export function MetricScreen({ project, name }: { project: Project; name: string }) {
  const { search } = place.value;
  const view = readView(search);
  const by = search.get("by") ?? "";
  const answer = useResource<MetricGraph>(questionPath(project.id, "metrics/graph", { ...view, name, by, show: search.get("show") ?? "" }), true);
  const { data } = answer;
  const marked = useSignal<string | undefined>(undefined);
  const list = hrefAt(`${roomHref(project, "monitoring")}/metrics`, search, { by: undefined, show: undefined, query: undefined });

  useEffect(() => void (document.title = `${name} · ${project.name} · Paddock`), [name]);
  useFresh(["samples"], answer.refresh);

  if (answer.problem?.status === 404) {
    return (
      <State title={`No series of ${name} here`} text="It has no sample in this time, or the filters leave none.">
        <ButtonLink href={hrefWith({ query: undefined, range: "90d" })}>Show the last 90 days without filters</ButtonLink>
        <ButtonLink href={list}>All metrics</ButtonLink>
      </State>
    );
  }
  if (answer.problem && !data) return <ProblemState problem={answer.problem} onRetry={() => void answer.refresh()} />;
  // What all series have says where they are from; what tells them apart can be chosen.
  const isConstant = ({ values, series }: MetricLabel): boolean => values.length === 1 && series === data?.series;
  const constant = data?.labels.filter(isConstant) ?? [];
  const varied = data?.labels.filter((label) => !isConstant(label)) ?? [];
  const unit = data ? unitOf(data.name, data.unit) : "";
  const pace = data?.show === "rate" ? paceOf(data.lines.flatMap((line) => line.values)) : { per: "", seconds: 1 };
  const write = writeValue(unit, pace.per);
  const graph = data && { ...data, lines: data.lines.map((line) => ({ ...line, values: line.values.map((value) => value && value * pace.seconds) })) };
  return (
    <div class={room.room} aria-busy={answer.busy}>
      <BackLink href={list} name="Metrics" />
      <RoomHead name={name} range={view.range} query={view.query} answered={data} problem={answer.problem} />
      <div class={css.bar}>
        <p>{data && [kindName(data.type), unit, counted(data.series, "series", "series")].filter(Boolean).join(", ")}</p>
        {data && data.shows.length > 1 && (
          <Segments
            label="Shown as"
            segments={data.shows.map((show, index) => ({
              name: wayName(show),
              href: hrefWith({ show: index === 0 ? undefined : show }),
              current: show === data.show,
            }))}
          />
        )}
        {varied.length > 0 && (
          <label>
            by{" "}
            <select value={by} onChange={(choice) => go(hrefWith({ by: choice.currentTarget.value || undefined }), true)}>
              <option value="">no label</option>
              {varied.map((label) => (
                <option key={label.name} value={label.name}>
                  {label.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div class={css.graph} data-stale={answer.stale}>
        {graph && (
          <TimeGraph
            kind="line"
            series={drawn(graph, marked.value)}
            unit={name}
            format={write}
            bucketSeconds={graph.bucketSeconds}
            from={graph.from}
            to={graph.to}
            height={200}
            onZoom={zoomTo}
            onZoomOut={zoomOut}
          />
        )}
      </div>
      <div class={room.columns}>
        <div class={css.lines}>
          {data && data.lines.length === 0 && (
            <p>
              No sample came in this time. <a href={hrefForRange("90d")}>Show the last 90 days</a>
            </p>
          )}
          {graph && graph.lines.length > 0 && <LineTable graph={graph} by={by} project={project} write={write} onMark={(line) => (marked.value = line)} />}
          {data && (
            <ul class={css.caveats} aria-label="To be known of this graph">
              {caveats(data).map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </div>
        <aside class={room.aside} aria-label="Labels and what else there is of this time">
          {data && <Elsewhere project={project} graph={data} />}
          <p class={css.constant}>
            {constant.map((label) => (
              <FilterLink key={label.name} list={metricHref(project, name)} name={label.name} value={label.values[0]!.value} />
            ))}
          </p>
          {varied.map((label) => (
            <Shares
              key={label.name}
              name={label.name}
              values={label.values.map(({ value, series }) => ({ value, count: series }))}
              total={label.series}
              unit="series"
              list={metricHref(project, name)}
            />
          ))}
        </aside>
      </div>
    </div>
  );
}

/** The marked line, else the 95th percentile or the highest, is drawn last and in the accent: among many one is read at a time. */
function drawn({ lines }: MetricGraph, marked: string | undefined): Series[] {
  const top = lines.find((line) => line.name === (marked ?? "p95")) ?? lines.toSorted((one, other) => highest(one) - highest(other)).at(-1);
  return lines
    .toSorted((one, other) => Number(one === top) - Number(other === top))
    .map((line): Series => ({ name: line.name || "all", values: line.values, tone: line === top ? "accent" : "quiet" }));
}

function highest({ values }: MetricLine): number {
  return Math.max(...values.map((value) => value ?? -Infinity));
}

interface LineTableProps {
  graph: MetricGraph;
  by: string;
  project: Project;
  write: (value: number) => string;
  onMark: (line: string | undefined) => void;
}

function LineTable({ graph, by, project, write, onMark }: LineTableProps) {
  const list = metricHref(project, graph.name);
  const say = (value: number | undefined): string => (value === undefined || !Number.isFinite(value) ? "–" : write(value));
  return (
    <table class={table.table} onPointerLeave={() => onMark(undefined)}>
      <thead>
        <tr>
          <th scope="col">{by || (graph.show === "quantiles" ? "Quantile" : "Line")}</th>
          <th scope="col" class={cx(table.wide, css.spark)}>
            Over time
          </th>
          <th scope="col" class={cx(table.number, table.wide)}>
            Lowest
          </th>
          <th scope="col" class={table.number}>
            Highest
          </th>
          <th scope="col" class={table.number}>
            Last
          </th>
        </tr>
      </thead>
      <tbody>
        {graph.lines.map((line) => {
          const known = line.values.filter((value) => value !== null);
          return (
            <tr key={line.name} onPointerEnter={() => onMark(line.name)}>
              <td class={table.name}>
                {by ? (
                  <a data-row href={filterHref(list, by, line.name)} onClick={excludeOnAlt(list, by, line.name)} onFocus={() => onMark(line.name)}>
                    {line.name || "(none)"}
                  </a>
                ) : (
                  line.name || "all series"
                )}
              </td>
              <td class={cx(table.wide, css.spark)}>
                <Lines values={[line.values]} label={`${line.name || graph.name} over time`} />
              </td>
              <td class={cx(table.number, table.wide)}>{say(Math.min(...known))}</td>
              <td class={table.number}>{say(Math.max(...known))}</td>
              <td class={table.number}>{say(known.at(-1))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const shared = ["service", "environment", "host", "release"];

/** Whoever measured it also writes lines and serves requests: the same time, of the same service where there is but one. */
function Elsewhere({ project, graph }: { project: Project; graph: MetricGraph }) {
  const only = graph.labels.filter(({ name, values, series }) => name === "service" && values.length === 1 && series === graph.series);
  const asked = readQuery(place.value.search.get("query") ?? "").filter(({ key }) => shared.includes(key ?? ""));
  const named = only
    .filter(({ name }) => !asked.some(({ key }) => key === name))
    .map(({ name, values }) => ({ key: name, value: values[0]!.value, not: false }));
  const changes = { query: writeQuery([...asked, ...named]), by: undefined, show: undefined };
  return (
    <section>
      <h3>At the same time</h3>
      <ul class={css.elsewhere}>
        {[
          ["monitoring", "Requests"],
          ["errors", "Errors"],
          ["logs", "Log lines"],
        ].map(([path, words]) => (
          <li key={path}>
            <a href={hrefAt(roomHref(project, path!), place.value.search, changes)}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
