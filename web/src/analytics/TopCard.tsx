import { useSignal } from "@preact/signals";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, TopList, TopValue } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { counted, money, rate } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { More } from "../shell/More.tsx";
import { place } from "../shell/location.ts";
import type { View } from "../shell/view.ts";
import type { Card } from "./cards.ts";
import { countryName } from "./countries.ts";
import css from "./TopCard.module.css";

const rows = 9;
const most = 100;

/** The values with the most visitors; a click filters the whole room by one. */
export function TopCard({ card, project, view }: { card: Card; project: Project; view: View }) {
  const tab = card.tabs.find((each) => each.by === place.value.search.get(card.key)) ?? card.tabs[0]!;
  const whole = useSignal("");
  const limit = whole.value === tab.by ? most : rows;
  const path = questionPath(project.id, "analytics/top", { ...view, by: tab.by, limit: String(limit) });
  const list = useResource<TopList>(path, true);
  const data = list.data?.by === tab.by ? list.data : undefined;
  const earns = data?.rows.some((row) => row.revenue !== null) ?? false;
  const views = tab.by === "event" ? "Times" : "Views";
  const longest = Math.max(1, ...(data?.rows.map((row) => row.visitors) ?? []));
  return (
    <section class={css.card} aria-label={card.name} aria-busy={list.busy} data-stale={list.stale}>
      <nav class={css.tabs} aria-label={card.name}>
        {card.tabs.map((each, index) => (
          <a key={each.by} href={hrefWith({ [card.key]: index === 0 ? undefined : each.by })} aria-current={each === tab ? "true" : undefined}>
            {each.name}
          </a>
        ))}
      </nav>
      <table class={css.table}>
        <thead>
          <tr>
            <th scope="col">{tab.name}</th>
            <th scope="col">Visitors</th>
            {data?.ofVisits ? <th scope="col">Bounce</th> : <th scope="col">{views}</th>}
            {earns && <th scope="col">Revenue</th>}
          </tr>
        </thead>
        <tbody>
          {data
            ? data.rows.map((row) => (
                <Row key={row.value} row={row} tab={tab} list={roomHref(project, "analytics")} ofVisits={data.ofVisits} earns={earns} most={longest} />
              ))
            : Array.from({ length: rows }, (_, index) => (
                <tr key={index}>
                  <td>
                    <Skeleton width={90 + ((index * 53) % 110)} />
                  </td>
                  <td />
                  <td />
                </tr>
              ))}
        </tbody>
      </table>
      {data?.rows.length === 0 && <p class={css.none}>{list.problem ? list.problem.title : `Nothing in this range.`}</p>}
      {data && data.total > data.rows.length && limit < most && (
        <Button onClick={() => (whole.value = tab.by)}>{`${counted(data.total, "value")} in all: show more`}</Button>
      )}
      {data && limit === most && <More list={list} path={path} join={(shown, more) => ({ ...more, rows: [...shown.rows, ...more.rows] })} />}
    </section>
  );
}

interface RowProps {
  row: TopValue;
  tab: Card["tabs"][number];
  list: string;
  ofVisits: boolean;
  /** Whether the card has a column of revenue. */
  earns: boolean;
  /** Visitors of the longest bar. */
  most: number;
}

function Row({ row, tab, list, ofVisits, earns, most: longest }: RowProps) {
  const name = row.value === "" ? tab.none : tab.by === "country" ? countryName(row.value) : row.value;
  return (
    <tr>
      <td>
        <span class={css.share} style={{ width: `${(row.visitors / longest) * 100}%` }} aria-hidden="true" />
        <a
          class={cx(css.value, row.value === "" && css.unknown)}
          href={filterHref(list, tab.by, row.value)}
          onClick={excludeOnAlt(list, tab.by, row.value)}
          title={`${tab.by}: ${row.value || "none"} (click to filter, Alt-click to exclude)`}
        >
          {name}
        </a>
      </td>
      <td>
        <Count of={row.visitors} unit="visitor" />
      </td>
      <td title={ofVisits ? `${counted(row.bounces, "bounce")} of ${counted(row.visits, "visit")}` : undefined}>
        {ofVisits ? rate(row.bounces, row.visits) : <Count of={row.views} unit="time" />}
      </td>
      {earns && (
        <td title={row.revenue === null ? undefined : money(row.revenue, row.currency)}>
          {row.revenue === null ? "–" : money(row.revenue, row.currency, true)}
        </td>
      )}
    </tr>
  );
}
