import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { monitorPath, questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Monitor, MonitorDetail, PhasePoint, Project, ResultList } from "../api/types.ts";
import { shownMonitor } from "../charts/incidents.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { Button } from "../kit/Button.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { cx } from "../kit/cx.ts";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, duration, span, took, zoneName } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { StatusMark } from "../kit/StatusMark.tsx";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { go, place } from "../shell/location.ts";
import { now } from "../shell/now.ts";
import { during, hrefAt, readRange } from "../shell/range.ts";
import { may } from "../shell/may.ts";
import { save } from "../shell/session.ts";
import { useFresh } from "../shell/useFresh.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import room from "../shell/Room.module.css";
import css from "./Checks.module.css";
import { checksHref, reason, stretch, target, uptimeNote, uptimeText } from "./monitors.ts";
import { IncidentTable, ResultTable } from "./MonitorTables.tsx";
import { UptimeStrip } from "./UptimeStrip.tsx";

/** One monitor: how it stands, what was down, how fast it answers, and what it saw last. */
export function MonitorScreen({ project, id }: { project: Project; id: number }) {
  const range = readRange(place.value.search);
  const which = place.value.search.get("which") === "failed" ? "failed" : "all";
  const detail = useResource<MonitorDetail>(questionPath(project.id, `monitors/${id}`, { range }), true);
  const results = useResource<ResultList>(questionPath(project.id, `monitors/${id}/results`, { range, which }), true);
  const list = hrefAt(checksHref(project), place.value.search, { which: undefined });
  const refresh = (): void => {
    void detail.refresh();
    void results.refresh();
  };

  useEffect(() => {
    if (detail.data) document.title = `${detail.data.monitor.name} · ${project.name} · Paddock`;
  }, [detail.data?.monitor.name]);
  useFresh(["checks", "check_ins"], refresh);
  useEffect(() => {
    shownMonitor.value = id;
    return () => void (shownMonitor.value = undefined);
  }, [id]);

  if (detail.problem?.status === 404) {
    return (
      <State title="There is no such monitor" text="It may have been deleted.">
        <ButtonLink href={list}>All checks</ButtonLink>
      </State>
    );
  }
  if (detail.problem && !detail.data) return <ProblemState problem={detail.problem} onRetry={() => void detail.refresh()} />;
  const monitor = detail.data?.monitor;
  return (
    <article class={room.room} aria-busy={detail.busy}>
      <BackLink href={list} name="Checks" />
      <header class={css.head}>
        <h1>
          {monitor ? monitor.name : <Skeleton width={200} />}
          {monitor && <StatusMark status={monitor.status} />}
        </h1>
        {monitor ? <Standing monitor={monitor} /> : <Skeleton width={320} />}
      </header>
      {monitor && <Why monitor={monitor} />}
      {monitor && may(project, "triage") && <Actions project={project} monitor={monitor} list={list} onChange={refresh} />}
      {detail.data && monitor && <Summary data={detail.data} monitor={monitor} results={results.data} />}
      {detail.data && monitor && (
        <section class={css.part}>
          <h2>
            Up, down, unknown {during(range)}{" "}
            <span class={room.span} title={`Times in ${zoneName}`}>
              {span(detail.data.from, detail.data.to)} {zoneName}
            </span>
          </h2>
          <UptimeStrip uptime={monitor.uptime} buckets={monitor.buckets} from={detail.data.from} bucketSeconds={detail.data.bucketSeconds} tall />
        </section>
      )}
      {results.problem && !results.data && <ProblemState inside problem={results.problem} onRetry={() => void results.refresh()} />}
      {monitor && results.data && <Speed monitor={monitor} results={results.data} />}
      {/* Not before what stands above it. */}
      {detail.data && (results.data || results.problem) && <IncidentTable incidents={detail.data.incidents} />}
      {monitor && results.data && <ResultTable project={project} monitor={monitor} results={results.data} which={which} />}
    </article>
  );
}

function Standing({ monitor }: { monitor: Monitor }) {
  const soon = monitor.expectedAt && Date.parse(monitor.expectedAt) - now.value;
  return (
    <p>
      {monitor.kind === "http" ? (
        <a href={monitor.url} target="_blank" rel="noopener noreferrer nofollow">
          {monitor.url}
        </a>
      ) : (
        target(monitor) || monitor.url
      )}
      {monitor.environment && (
        <>
          {" "}
          <Pill tone="plain">{monitor.environment}</Pill>
        </>
      )}
      {monitor.status !== "new" && <> · for {duration(now.value - Date.parse(monitor.since))}</>}
      {monitor.kind !== "heartbeat" && monitor.lastAt && (
        <>
          {" "}
          · last checked <Time at={monitor.lastAt} />
        </>
      )}
      {monitor.heardAt && (
        <>
          {" "}
          · last heard <Time at={monitor.heardAt} />
        </>
      )}
      {soon ? <> · next run {soon > 0 ? `in ${duration(soon)}` : "is due"}</> : null}
    </p>
  );
}

function Why({ monitor }: { monitor: Monitor }) {
  const why = reason(monitor, now.value);
  if (!why || monitor.runSince) return null;
  return <p class={cx(css.why, monitor.status !== "down" && css.soft)}>{why}</p>;
}

function Actions({ project, monitor, list, onChange }: { project: Project; monitor: Monitor; list: string; onChange: () => void }) {
  const looking = useSignal(false);
  const paused = monitor.status === "paused";

  const act = async (action: string, method: "POST" | "DELETE" = "POST"): Promise<boolean> => {
    const { problem } = await save(method, monitorPath(project.id, monitor.id, action));
    if (problem) complain(problem);
    onChange();
    return !problem;
  };
  const look = async (): Promise<void> => {
    looking.value = true;
    await act("check");
    looking.value = false;
  };
  const pause = async (): Promise<void> => {
    const [does, undoes] = paused ? ["resume", "pause"] : ["pause", "resume"];
    if (await act(does)) tell(paused ? "It is watched again." : "It is paused.", () => void act(undoes));
  };
  const remove = async (): Promise<void> => {
    if (!(await act("", "DELETE"))) return;
    go(list);
    tell(`“${monitor.name}” is deleted.`, () => void act("restore").then((done) => done && go(checksHref(project, String(monitor.id)))));
  };
  return (
    <div class={css.actions}>
      {monitor.kind !== "heartbeat" && !paused && (
        <Button look="edged" disabled={looking.value} onClick={() => void look()}>
          {looking.value ? "Checking" : "Check now"}
        </Button>
      )}
      <Button look="edged" onClick={() => void pause()}>
        {paused ? "Resume" : "Pause"}
      </Button>
      <ButtonLink href={checksHref(project, `${monitor.id}/settings`)}>Settings</ButtonLink>
      <Button onClick={() => void remove()}>Delete</Button>
    </div>
  );
}

function Summary({ data, monitor, results }: { data: MonitorDetail; monitor: Monitor; results: ResultList | undefined }) {
  const looks = results?.buckets.reduce((sum, bucket) => sum + bucket.looks, 0) ?? 0;
  const middleOf = (pick: "p50Ms" | "p95Ms"): string | undefined => {
    if (!results) return undefined;
    const value = mean(results.buckets, pick);
    return value === undefined ? "–" : took(value);
  };
  const { uptime } = monitor;
  return (
    <Figures label="Monitor">
      <Figure name="Uptime" value={uptimeText(uptime.share)} title={uptimeNote(uptime)} note={`of ${stretch(uptime.up + uptime.down)} known`} />
      <Figure name="Down" value={stretch(uptime.down)} note={`${count(data.incidents.length)} ${data.incidents.length === 1 ? "incident" : "incidents"}`} />
      <Figure name="Unknown" value={stretch(uptime.unknown)} title="Nobody looked: Paddock was stopped or late, or may not go there" />
      <Figure name="Median" value={middleOf("p50Ms")} note={results && `n = ${count(looks)}`} />
      <Figure name="95th percentile" value={middleOf("p95Ms")} />
    </Figures>
  );
}

function Speed({ monitor, results }: { monitor: Monitor; results: ResultList }) {
  const graph = { bucketSeconds: results.bucketSeconds, from: results.from, to: results.to, height: 120, onZoom: zoomTo, onZoomOut: zoomOut };
  const isJob = monitor.kind === "heartbeat";
  if (results.buckets.every((bucket) => bucket.p50Ms === null)) return null;
  return (
    <section class={css.part}>
      <h2>{isJob ? "How long its runs took" : "Response time"}: median, and above it the 95th percentile</h2>
      <div class={css.graph}>
        <TimeGraph
          kind="line"
          series={[
            { name: "p95", tone: "warning", values: results.buckets.map((bucket) => bucket.p95Ms) },
            { name: "median", tone: "accent", values: results.buckets.map((bucket) => bucket.p50Ms) },
          ]}
          unit={isJob ? "Duration of runs" : "Response time"}
          format={took}
          {...graph}
        />
      </div>
      {!isJob && <Phases buckets={results.buckets} />}
    </section>
  );
}

const phases = [
  ["dnsMs", "Name"],
  ["connectMs", "Connection"],
  ["tlsMs", "TLS"],
  ["waitMs", "First byte"],
  ["readMs", "Rest"],
] as const;

/** Where the time of an answer goes, on the average of the range. */
function Phases({ buckets }: { buckets: PhasePoint[] }) {
  const parts = phases.map(([pick, name], index) => ({ name, index, value: mean(buckets, pick) ?? 0 }));
  const all = parts.reduce((sum, part) => sum + part.value, 0);
  if (all === 0) return null;
  return (
    <>
      <div class={css.phases} aria-hidden="true">
        {parts.map((part) => (
          <i key={part.name} class={css[`phase${part.index}`]} style={{ width: `${(part.value / all) * 100}%` }} />
        ))}
      </div>
      <ul class={css.legend} aria-label="Where the time goes, on average">
        {parts.map((part) => (
          <li key={part.name}>
            <i class={css[`phase${part.index}`]} aria-hidden="true" /> {part.name} <b>{took(part.value)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Over the buckets, by how many looks each has. */
function mean(buckets: PhasePoint[], pick: keyof Omit<PhasePoint, "looks">): number | undefined {
  let [sum, looks] = [0, 0];
  for (const bucket of buckets) {
    const value = bucket[pick];
    if (value === null) continue;
    sum += value * bucket.looks;
    looks += bucket.looks;
  }
  return looks > 0 ? sum / looks : undefined;
}
