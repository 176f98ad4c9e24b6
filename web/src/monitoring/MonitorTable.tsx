import type { AnswerList, MonitorAnswers, MonitorList, Project, Monitor } from "../api/types.ts";
import { Lines } from "../charts/Lines.tsx";
import { cx } from "../kit/cx.ts";
import { count, middle, relative, took } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";
import { SkeletonRows } from "../kit/SkeletonRows.tsx";
import { StatusMark } from "../kit/StatusMark.tsx";
import { Time } from "../kit/Time.tsx";
import { place } from "../shell/location.ts";
import { now } from "../shell/now.ts";
import { hrefAt } from "../shell/range.ts";
import table from "../kit/Table.module.css";
import css from "./Checks.module.css";
import { checksHref, reason, target, uptimeNote, uptimeText } from "./monitors.ts";
import { UptimeStrip } from "./UptimeStrip.tsx";

/** All monitors, what is down first. */
export function MonitorTable({ project, data, answers }: { project: Project; data: MonitorList | undefined; answers: AnswerList | undefined }) {
  const of = new Map(answers?.monitors.map((each) => [each.id, each]));
  return (
    <table class={cx(table.table, css.monitors)}>
      <thead>
        <tr>
          <th scope="col" class={css.state}>
            State
          </th>
          <th scope="col">Monitor</th>
          <th scope="col" class={table.number}>
            Uptime
          </th>
          <th scope="col" class={css.stripe}>
            Up, down, unknown
          </th>
          <th scope="col" class={cx(table.number, css.speed)}>
            Median, p95
          </th>
          <th scope="col" class={cx(css.spark, table.wide)}>
            Over time
          </th>
          <th scope="col" class={cx(table.number, css.last)}>
            Last
          </th>
        </tr>
      </thead>
      <tbody>
        {data ? (
          data.monitors.map((each) => <Row key={each.id} project={project} of={each} list={data} answers={of.get(each.id)} />)
        ) : (
          <SkeletonRows
            rows={4}
            cells={[undefined, table.number, css.stripe, cx(table.number, css.speed), cx(css.spark, table.wide), cx(table.number, css.last)]}
          />
        )}
      </tbody>
    </table>
  );
}

function Row({ project, of, list, answers }: { project: Project; of: Monitor; list: MonitorList; answers: MonitorAnswers | undefined }) {
  const why = reason(of, now.value);
  const points = answers?.buckets ?? [];
  const typical = (pick: "p50Ms" | "p95Ms"): string => {
    const known = points.flatMap((point) => point[pick] ?? []);
    return known.length === 0 ? "–" : took(known.reduce((sum, value) => sum + value, 0) / known.length);
  };
  const last = of.heardAt ?? of.lastAt;
  return (
    <tr>
      <td class={css.state}>
        <StatusMark status={of.status} />
      </td>
      <td class={table.name}>
        <a
          data-row
          href={hrefAt(checksHref(project, String(of.id)), place.value.search, {})}
          title={`${of.name}, ${of.status} for ${relative(of.since, now.value)}`}
        >
          {of.name}
        </a>
        {of.environment && of.environment !== "production" && (
          <>
            {" "}
            <Pill tone="plain">{of.environment}</Pill>
          </>
        )}
        <span class={cx(why && (of.status === "down" ? css.bad : css.doubt))} title={why || of.url || of.schedule}>
          {why || middle(target(of), 48)}
        </span>
      </td>
      <td class={table.number} title={`${uptimeNote(of.uptime)}${answers ? `, n = ${count(answers.looks)}` : ""}`}>
        {uptimeText(of.uptime.share)}
      </td>
      <td class={css.stripe}>
        <UptimeStrip uptime={of.uptime} buckets={of.buckets} from={list.from} bucketSeconds={list.bucketSeconds} />
      </td>
      <td class={cx(table.number, css.speed)} title={of.kind === "heartbeat" ? "How long its runs took" : "How long its answers took"}>
        {answers ? (
          <>
            {typical("p50Ms")} <small>{typical("p95Ms")}</small>
          </>
        ) : (
          "–"
        )}
      </td>
      <td class={cx(css.spark, table.wide)}>
        {answers && (
          <Lines values={[points.map((point) => point.p95Ms), points.map((point) => point.p50Ms)]} label="Response time: 95th percentile and median" />
        )}
      </td>
      <td class={cx(table.number, css.last)}>{last ? <Time at={last} /> : "–"}</td>
    </tr>
  );
}
