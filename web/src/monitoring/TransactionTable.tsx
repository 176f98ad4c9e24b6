import type { Resource } from "../api/resource.ts";
import type { Project, RequestOverview, Transaction } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { count, counted, percent, rate, took } from "../kit/format.ts";
import { SkeletonRows } from "../kit/SkeletonRows.tsx";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { More } from "../shell/More.tsx";
import type { RequestView, sorts } from "./requestView.ts";
import css from "../kit/Table.module.css";

const heads: Record<(typeof sorts)[number], string> = { requests: "Requests", failed: "Failed", p95: "p95", time: "Share of time" };

interface TransactionTableProps {
  list: Resource<RequestOverview>;
  path: string;
  project: Project;
  view: RequestView;
}

/** Requests by transaction: those that take most of the time first. */
export function TransactionTable({ list, path, project, view }: TransactionTableProps) {
  const { data } = list;
  const room = roomHref(project, "monitoring");
  return (
    <section aria-label="Transactions" data-stale={list.stale}>
      <table class={css.table}>
        <thead>
          <tr>
            <th scope="col">Transaction</th>
            <SortHead sort="requests" view={view} />
            <SortHead sort="failed" view={view} />
            <th scope="col" class={cx(css.number, css.wide)}>
              p50
            </th>
            <SortHead sort="p95" view={view} />
            <SortHead sort="time" view={view} wide />
          </tr>
        </thead>
        <tbody>
          {data ? (
            data.transactions.map((each) => <Row key={`${each.name} ${each.service}`} of={each} list={room} />)
          ) : (
            <SkeletonRows rows={8} cells={[css.number, css.number, cx(css.number, css.wide), css.number, cx(css.number, css.wide, css.timed)]} />
          )}
        </tbody>
      </table>
      <More list={list} path={path} join={(shown, more) => ({ ...shown, next: more.next, transactions: [...shown.transactions, ...more.transactions] })} />
    </section>
  );
}

function Row({ of, list }: { of: Transaction; list: string }) {
  return (
    <tr>
      <td class={css.name}>
        <a
          data-row
          href={filterHref(list, "transaction", of.name)}
          onClick={excludeOnAlt(list, "transaction", of.name)}
          title={`${of.name} (click to look into it, Alt-click to exclude)`}
        >
          {of.name || "(no name)"}
        </a>
        <span>{of.operation}</span>
      </td>
      <td class={css.number}>
        <Count of={of.requests} unit="request" />
      </td>
      <td class={cx(css.number, of.failed > 0 && css.bad)} title={`${count(of.failed)} of ${counted(of.requests, "request")}`}>
        {rate(of.failed, of.requests)}
      </td>
      <td class={cx(css.number, css.wide)}>{took(of.p50Ms)}</td>
      <td class={css.number}>{took(of.p95Ms)}</td>
      <td class={cx(css.number, css.wide, css.timed)}>
        <span class={css.track} aria-hidden="true">
          <i style={{ width: `${of.timeShare * 100}%` }} />
        </span>
        <span class={css.share}>{percent(of.timeShare, 1)}</span>
      </td>
    </tr>
  );
}

function SortHead({ sort, view, wide = false }: { sort: (typeof sorts)[number]; view: RequestView; wide?: boolean }) {
  const current = view.sort === sort;
  return (
    <th scope="col" class={cx(css.number, wide && css.wide)} aria-sort={current ? "descending" : undefined}>
      <a href={hrefWith({ sort: sort === "time" ? undefined : sort })} title={`Sort by ${heads[sort].toLowerCase()}`}>
        {heads[sort]}
        {current && <span aria-hidden="true"> ↓</span>}
      </a>
    </th>
  );
}
