import type { LogPage } from "../api/types.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { cx } from "../kit/cx.ts";
import { Change } from "../kit/Figure.tsx";
import { count, counted, shortCount } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { countOf } from "../kit/sure.ts";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import type { ComparedAnswer } from "../shell/useCompared.ts";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import { toneOf } from "./levels.ts";
import css from "./LogsRoom.module.css";

/** How many lines of each level, and when. */
export function LevelGraph({ page, list, then }: { page: LogPage | undefined; list: string; then: ComparedAnswer<LogPage> }) {
  const summary = page?.summary;
  const compared = then.figure((of) => countOf(of.summary?.lines ?? 0), shortCount, "neither");
  return (
    <section aria-label="Lines over time">
      <div class={css.levels}>
        {summary ? <b>{counted(summary.lines, "line")}</b> : <Skeleton width={120} />}
        {summary && compared && (
          <span class={css.change}>
            <Change {...compared} />
          </span>
        )}
        {summary?.levels.map(({ level, lines }) => (
          <a
            key={level}
            href={filterHref(list, "level", level)}
            onClick={excludeOnAlt(list, "level", level)}
            title={`level: ${level || "none"} (click to filter, Alt-click to exclude)`}
          >
            <i class={cx(css.dot, css[toneOf(level)])} aria-hidden="true" />
            {level || "no level"} <span>{count(lines)}</span>
          </a>
        ))}
      </div>
      <div class={css.graph}>
        {page && summary && (
          <TimeGraph
            series={summary.levels.map(({ level, buckets }) => ({ name: level || "no level", tone: toneOf(level), values: buckets }))}
            unit="line"
            then={then.data && levelsTogether(then.data)}
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

function levelsTogether({ summary }: LogPage): number[] {
  const levels = summary?.levels ?? [];
  return (levels[0]?.buckets ?? []).map((_, index) => levels.reduce((sum, level) => sum + (level.buckets[index] ?? 0), 0));
}
