import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { change } from "./format.ts";
import { Skeleton } from "./Skeleton.tsx";
import css from "./Figure.module.css";

/** Some figures in a row, which is as tall before they are known. */
export function Figures({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <dl class={css.figures} aria-label={label}>
      {children}
    </dl>
  );
}

interface FigureProps {
  name: string;
  /** As it is written; undefined while it is not known. */
  value: string | undefined;
  /** The whole figure, for who wants it exactly. */
  title?: string | undefined;
  /** This figure and the one of the period before; null: there is nothing to compare with. */
  compare?: { now: number; before: number | null; more: "better" | "worse" | "neither" } | undefined;
  /** What it is of: "n = 1,234", "of 2,000 visits". */
  note?: string | undefined;
}

export function Figure({ name, value, title, compare, note }: FigureProps) {
  const percent = compare && change(compare.now, compare.before);
  const grown = compare !== undefined && compare.before !== null && compare.now > compare.before;
  const same = percent === change(1, 1);
  const tone = !compare || same || compare.more === "neither" ? undefined : grown === (compare.more === "better") ? css.better : css.worse;
  return (
    <div class={css.figure}>
      <dt>{name}</dt>
      <dd class={css.value} title={title}>
        {value ?? <Skeleton width={56} />}
      </dd>
      <dd class={css.note}>
        {value !== undefined &&
          compare &&
          (percent ? <span class={cx(tone)}>{percent}</span> : <span>{compare.before === null ? "no comparison" : "none before"}</span>)}
        {value !== undefined && note && <span>{note}</span>}
      </dd>
    </div>
  );
}
