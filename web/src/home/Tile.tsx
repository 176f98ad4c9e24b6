import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client.ts";
import { Icon } from "../kit/Icon.tsx";
import css from "./HomeRoom.module.css";

interface TileProps {
  name: string;
  /** What it answers, in the words of who wants to know. */
  asks: string;
  /** The room that tells more. */
  href: string;
  problem: Problem | undefined;
  /** Why there are no figures. */
  empty: string | undefined;
  /** Null: it is not known yet, and its place is kept. */
  graph?: ComponentChildren;
  rows: { name: string; value: string; href: string }[];
  rowsName?: string;
  children: ComponentChildren;
}

/** One room in a few numbers. */
export function Tile({ name, asks, href, problem, empty, graph, rows, rowsName, children }: TileProps) {
  return (
    <section class={css.tile} aria-label={name}>
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
      {!empty && graph !== undefined && <div class={css.graph}>{graph}</div>}
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
