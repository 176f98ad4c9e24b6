import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { Icon } from "../kit/Icon.tsx";
import css from "./HomeRoom.module.css";

const width = 220;

interface TileProps {
  name: string;
  /** What it answers, in the words of who wants to know. */
  asks: string;
  /** The room that tells more. */
  href: string;
  problem: Problem | undefined;
  /** Why there are no figures. */
  empty: string | undefined;
  /** The figures are of another range than the page. */
  stale: boolean;
  /** What the room counts over time, and in the time that is compared with; its place is kept while it is not known. */
  trend?: { label: string; now: number[] | undefined; then: number[] | undefined };
  rows: { name: string; value: string; href: string }[];
  rowsName?: string;
  children: ComponentChildren;
}

/** One room in a few numbers. */
export function Tile({ name, asks, href, problem, empty, stale, trend, rows, rowsName, children }: TileProps) {
  return (
    <section class={css.tile} aria-label={name} data-stale={stale}>
      <div class={css.tileHead}>
        <h2>
          <a href={href}>
            {name} <Icon name="right" size={12} />
          </a>
        </h2>
        <p class={css.asks}>{asks}</p>
      </div>
      {problem && <p class={css.stale}>Not up to date: {problem.title.toLowerCase()}</p>}
      {empty ? <p class={css.empty}>{empty}</p> : children}
      {!empty && trend && <div class={css.graph}>{trend.now && <Sparkline values={trend.now} then={trend.then} label={trend.label} width={width} />}</div>}
      {!empty && rows.length > 0 && (
        <div>
          <h3>{rowsName}</h3>
          <ul>
            {rows.map((row) => (
              <li key={row.name}>
                <a class={css.row} href={row.href}>
                  <span>{row.name}</span>
                  <span>{row.value}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
