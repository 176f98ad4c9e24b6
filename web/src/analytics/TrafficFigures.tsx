import type { Project, Traffic, TrafficTotals } from "../api/types.ts";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, counted, rate, rateOf, shortCount, took } from "../kit/format.ts";
import { countOf, shareOf } from "../kit/sure.ts";
import { filterHref } from "../shell/filters.ts";
import { roomHref } from "../shell/hrefs.ts";
import { RevenueFigures } from "../shell/RevenueFigures.tsx";
import type { ComparedAnswer } from "../shell/useCompared.ts";
import { dailyVisitors, visitorsNote } from "../shell/visitors.ts";
import css from "./TrafficFigures.module.css";

/** The answer of the room before any list. */
export function TrafficFigures({ project, traffic, then }: { project: Project; traffic: Traffic | undefined; then: ComparedAnswer<Traffic> }) {
  const now = traffic?.totals;
  const counts = (read: (of: TrafficTotals) => number) => then.figure(({ totals }) => countOf(read(totals)), shortCount, "better");
  return (
    <div class={css.traffic}>
      <Figures compared label="Traffic">
        <Figure
          name="Visitors"
          value={now && shortCount(now.visitors)}
          title={now && `${counted(now.visitors, "visitor")}. ${dailyVisitors}`}
          compare={counts((of) => of.visitors)}
          note={traffic && visitorsNote(traffic)}
        />
        <Figure name="Visits" value={now && shortCount(now.visits)} title={now && counted(now.visits, "visit")} compare={counts((of) => of.visits)} />
        <Figure
          name="Pageviews"
          value={now && shortCount(now.pageviews)}
          title={now && counted(now.pageviews, "pageview")}
          compare={counts((of) => of.pageviews)}
        />
        <Figure
          name="Bounce rate"
          value={now && rate(now.bounces, now.visits)}
          title={now && `${counted(now.bounces, "bounce")} of ${counted(now.visits, "visit")}`}
          compare={then.figure(({ totals }) => shareOf(totals.bounces, totals.visits), rateOf, "worse")}
          note={now && `n = ${count(now.visits)}`}
        />
        <Figure
          name="Engaged per visit"
          value={now && took(perVisit(now))}
          compare={then.figure(({ totals }) => ({ value: perVisit(totals) }), took, "better")}
        />
        <RevenueFigures traffic={traffic} then={then} />
      </Figures>
      <p class={css.robots}>
        {traffic !== undefined && traffic.robotPageviews > 0 && (
          <a href={filterHref(roomHref(project, "analytics"), "bot", "*")} title="Show them in place of people">
            {counted(traffic.robotPageviews, "pageview")} of robots not counted
          </a>
        )}
      </p>
    </div>
  );
}

function perVisit({ engagedMs, visits }: TrafficTotals): number {
  return visits > 0 ? engagedMs / visits : 0;
}
