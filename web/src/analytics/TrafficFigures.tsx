import type { Traffic, TrafficTotals } from "../api/types.ts";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, counted, money, rate, shortCount, took } from "../kit/format.ts";

/** The answer of the room before any list. */
export function TrafficFigures({ traffic }: { traffic: Traffic | undefined }) {
  const { totals: now, before = null } = traffic ?? {};
  const more = (read: (of: TrafficTotals) => number) => now && { now: read(now), before: before && read(before), more: "better" as const };
  return (
    <Figures label="Traffic">
      <Figure name="Visitors" value={now && shortCount(now.visitors)} title={now && counted(now.visitors, "visitor")} compare={more((of) => of.visitors)} />
      <Figure name="Visits" value={now && shortCount(now.visits)} title={now && counted(now.visits, "visit")} compare={more((of) => of.visits)} />
      <Figure
        name="Pageviews"
        value={now && shortCount(now.pageviews)}
        title={now && counted(now.pageviews, "pageview")}
        compare={more((of) => of.pageviews)}
      />
      <Figure
        name="Bounce rate"
        value={now && rate(now.bounces, now.visits)}
        title={now && `${counted(now.bounces, "bounce")} of ${counted(now.visits, "visit")}`}
        note={now && `n = ${count(now.visits)}`}
      />
      <Figure name="Engaged per visit" value={now && took(perVisit(now))} compare={more(perVisit)} />
      {traffic?.revenue.map((each) => (
        <Figure
          key={each.currency}
          name="Revenue"
          value={money(each.amount, each.currency, true)}
          title={money(each.amount, each.currency)}
          note={counted(each.orders, "order")}
        />
      ))}
    </Figures>
  );
}

function perVisit({ engagedMs, visits }: TrafficTotals): number {
  return visits > 0 ? engagedMs / visits : 0;
}
