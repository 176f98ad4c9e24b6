import type { IssuePage, IssueSummary } from "../api/types.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { Count } from "../kit/Count.tsx";
import { Change } from "../kit/Figure.tsx";
import { counted, shortCount } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { countOf } from "../kit/sure.ts";
import { during } from "../shell/range.ts";
import type { ComparedAnswer } from "../shell/useCompared.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import css from "./ListSummary.module.css";
import type { ListView } from "./listView.ts";
import { shownStatus } from "./statuses.ts";

// A range without issues: the graph stays, since it leads out of a range that was picked on it.
const nothing: IssueSummary = { events: 0, previousEvents: null, users: 0, newIssues: 0, buckets: [] };

// What the figures are of: they count no more than the list.
const names = { unresolved: "Open errors", resolved: "Resolved errors", archived: "Archived errors", all: "Errors" };

/** The answer of the page before any row: how many, more or fewer than before, when. */
export function ListSummary({ page, view, then }: { page: IssuePage | undefined; view: ListView; then: ComparedAnswer<IssuePage> }) {
  const { range } = view;
  const summary = page && (page.summary ?? nothing);
  const compared = then.figure((of) => countOf(of.summary?.events ?? 0), shortCount, "worse");
  return (
    <section class={css.summary} aria-label="Summary">
      <div class={css.figures}>
        <h1 class={css.title}>
          {names[shownStatus(view.query) ?? "all"]} {during(range)}
        </h1>
        <p class={css.headline}>
          {summary ? <Count of={summary.events} unit="event" /> : <Skeleton width={72} />} <span>{summary?.events === 1 ? "event" : "events"}</span>
        </p>
        <p class={css.comparison}>{summary ? compared && <Change {...compared} /> : <Skeleton width={140} />}</p>
        <p class={css.second}>{summary ? `${counted(summary.users, "user")} · ${counted(summary.newIssues, "new issue")}` : <Skeleton width={120} />}</p>
      </div>
      <div class={css.graph}>
        {page && summary && (
          <TimeGraph
            series={[{ name: "events", tone: "accent", values: summary.buckets.map((bucket) => bucket.events) }]}
            unit="event"
            then={then.data && (then.data.summary ?? nothing).buckets.map((bucket) => bucket.events)}
            bucketSeconds={page.bucketSeconds}
            from={page.from}
            to={page.to}
            height={72}
            onZoom={zoomTo}
            onZoomOut={zoomOut}
          />
        )}
      </div>
    </section>
  );
}
