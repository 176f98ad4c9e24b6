import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, RequestOverview } from "../api/types.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, counted, rate, rateOf, shortCount, took } from "../kit/format.ts";
import { ProblemState } from "../kit/State.tsx";
import { countOf, shareOf, valueOf } from "../kit/sure.ts";
import { place } from "../shell/location.ts";
import { usePageMemory } from "../shell/pageMemory.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { useCompared, type ComparedAnswer } from "../shell/useCompared.ts";
import { useFresh } from "../shell/useFresh.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import room from "../shell/Room.module.css";
import { EmptyRequests } from "./EmptyRequests.tsx";
import css from "./Requests.module.css";
import { readRequestView } from "./requestView.ts";
import { Samples } from "./Samples.tsx";
import { TransactionTable } from "./TransactionTable.tsx";

/** How many requests, how many failed, how long they took; which take the time, and where in them it goes. */
export function Requests({ project }: { project: Project }) {
  const view = readRequestView(place.value.search);
  const { which, ...asked } = view;
  const path = questionPath(project.id, "requests", { ...asked });
  const overview = useResource<RequestOverview>(path, true);
  const { data } = overview;
  const then = useCompared(data, "requests", (range) => questionPath(project.id, "requests", { range, query: view.query }));

  useEffect(() => void (document.title = `Monitoring · ${project.name} · Paddock`), [project]);
  useFresh(["spans"], overview.refresh);
  usePageMemory(data !== undefined);

  if (overview.problem && !data) return <ProblemState problem={overview.problem} onRetry={() => void overview.refresh()} />;
  const graph = data && { bucketSeconds: data.bucketSeconds, from: data.from, to: data.to, height: 96, onZoom: zoomTo, onZoomOut: zoomOut };
  return (
    <div class={room.room} aria-busy={overview.busy}>
      <RoomHead
        name="Requests"
        range={view.range}
        query={view.query}
        answered={data}
        problem={overview.problem}
        compared={{ project, of: "requests", one: "request" }}
      />
      <div data-stale={overview.stale}>
        <RequestFigures data={data} then={then} />
      </div>
      <div class={css.graphs} data-stale={overview.stale}>
        <section>
          <h2>Requests, failed in red</h2>
          <div class={css.graph}>
            {data && graph && (
              <TimeGraph
                series={[
                  { name: "failed", tone: "danger", values: data.buckets.map((bucket) => bucket.failed) },
                  { name: "succeeded", tone: "accent", values: data.buckets.map((bucket) => bucket.requests - bucket.failed) },
                ]}
                unit="request"
                then={then.data?.buckets.map((bucket) => bucket.requests)}
                {...graph}
              />
            )}
          </div>
        </section>
        <section>
          <h2>Response time, 95th percentile</h2>
          <div class={css.graph}>
            {data && graph && (
              <TimeGraph
                kind="line"
                series={[{ name: "p95", tone: "accent", values: data.buckets.map((bucket) => bucket.p95Ms) }]}
                unit="Duration of requests"
                format={took}
                then={then.data?.buckets.map((bucket) => bucket.p95Ms)}
                {...graph}
              />
            )}
          </div>
        </section>
      </div>
      {data?.totals.requests === 0 ? (
        <EmptyRequests project={project} view={view} />
      ) : (
        <>
          <TransactionTable list={overview} path={path} project={project} view={view} />
          <Samples project={project} view={view} />
        </>
      )}
    </div>
  );
}

function RequestFigures({ data, then }: { data: RequestOverview | undefined; then: ComparedAnswer<RequestOverview> }) {
  const now = data?.totals;
  return (
    <Figures compared label="Requests">
      <Figure
        name="Requests"
        value={now && shortCount(now.requests)}
        title={now && counted(now.requests, "request")}
        compare={then.figure(({ totals }) => countOf(totals.requests), shortCount, "neither")}
        note={data?.sampled ? `estimated from ${count(data.totals.measured)}` : undefined}
      />
      <Figure
        name="Failed"
        value={now && rate(now.failed, now.requests)}
        title={now && `${count(now.failed)} of ${counted(now.requests, "request")}`}
        compare={then.figure(({ totals }) => shareOf(totals.failed, totals.requests), rateOf, "worse")}
        note={now && `n = ${count(now.requests)}`}
      />
      <Figure
        name="Median"
        value={now && (now.p50Ms === null ? "–" : took(now.p50Ms))}
        title="Half of the requests were faster"
        compare={then.figure(({ totals }) => (totals.p50Ms === null ? undefined : { value: totals.p50Ms }), took, "worse")}
      />
      <Figure
        name="95th percentile"
        value={now && (now.p95Ms === null ? "–" : took(now.p95Ms))}
        title="95 of 100 requests were faster"
        compare={then.figure(p95Of, took, "worse")}
        note={now && `n = ${count(now.measured)}`}
      />
    </Figures>
  );
}

function p95Of({ totals }: RequestOverview) {
  return totals.p95Ms === null ? undefined : valueOf(totals.p95Ms, totals.p95LowMs, totals.p95HighMs);
}
