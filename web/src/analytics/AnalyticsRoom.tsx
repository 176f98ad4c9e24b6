import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Traffic } from "../api/types.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { ProblemState } from "../kit/State.tsx";
import { Segments } from "../kit/Segments.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import type { RoomProps } from "../shell/rooms.ts";
import { useCompared } from "../shell/useCompared.ts";
import { useFresh } from "../shell/useFresh.ts";
import { readView } from "../shell/view.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import room from "../shell/Room.module.css";
import css from "./AnalyticsRoom.module.css";
import { cards } from "./cards.ts";
import { EmptyTraffic } from "./EmptyTraffic.tsx";
import { TopCard } from "./TopCard.tsx";
import { TrafficFigures } from "./TrafficFigures.tsx";
import { Vitals } from "./Vitals.tsx";

/** /p/{project}/analytics: who comes to the site, from where, and what they look at. */
export function AnalyticsRoom({ project, rest }: RoomProps) {
  if (rest.some(Boolean)) return <NoPage project={project} />;
  return <Visitors project={project} />;
}

function Visitors({ project }: { project: Project }) {
  const { search } = place.value;
  const view = readView(search);
  const shown = search.get("show") === "pageviews" ? "pageviews" : "visitors";
  const traffic = useResource<Traffic>(questionPath(project.id, "analytics", { ...view }), true);
  const { data } = traffic;
  const then = useCompared(data, "events", (range) => questionPath(project.id, "analytics", { range, query: view.query }));

  useEffect(() => void (document.title = `Visitors · ${project.name} · Paddock`), [project]);
  useFresh(["events"], traffic.refresh);
  usePageMemory(data !== undefined);

  if (traffic.problem && !data) return <ProblemState problem={traffic.problem} onRetry={() => void traffic.refresh()} />;
  const empty = data && data.totals.pageviews === 0 && data.totals.visitors === 0;
  return (
    <div class={room.room} aria-busy={traffic.busy}>
      <RoomHead
        name="Visitors"
        range={view.range}
        query={view.query}
        answered={data}
        problem={traffic.problem}
        compared={{ project, of: "visits", one: "visit" }}
      />
      <div data-stale={traffic.stale}>
        <TrafficFigures project={project} traffic={data} then={then} />
      </div>
      <section aria-label="Over time" data-stale={traffic.stale}>
        <Segments
          label="Show over time"
          segments={[
            { name: "Visitors", href: hrefWith({ show: undefined }), current: shown === "visitors" },
            { name: "Pageviews", href: hrefWith({ show: "pageviews" }), current: shown === "pageviews" },
          ]}
        />
        <div class={css.graph}>
          {data && (
            <TimeGraph
              series={[{ name: shown, tone: "accent", values: data.buckets.map((bucket) => bucket[shown]) }]}
              unit={shown === "visitors" ? "visitor" : "pageview"}
              then={then.data?.buckets.map((bucket) => bucket[shown])}
              bucketSeconds={data.bucketSeconds}
              from={data.from}
              to={data.to}
              height={120}
              onZoom={zoomTo}
              onZoomOut={zoomOut}
            />
          )}
        </div>
      </section>
      {empty ? (
        <EmptyTraffic project={project} view={view} />
      ) : (
        <div class={css.cards}>
          {cards.map((card) => (
            <TopCard key={card.name} card={card} project={project} view={view} />
          ))}
          <Vitals project={project} view={view} />
        </div>
      )}
    </div>
  );
}
