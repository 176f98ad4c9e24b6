import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { count } from "./format.ts";
import css from "./Figure.module.css";
import { Skeleton } from "./Skeleton.tsx";
import { difference, isSure, type Measured } from "./sure.ts";

interface FiguresProps {
  label: string;
  /** There is no room for what was before. */
  tight?: boolean;
  /** They are compared: two lines are kept for that below each. */
  compared?: boolean;
  children: ComponentChildren;
}

/** Some figures in a row, which is as wide and as tall before they are known. */
export function Figures({ label, tight = false, compared = false, children }: FiguresProps) {
  return (
    <dl class={cx(css.figures, tight && css.tight, compared && css.compared)} aria-label={label}>
      {children}
    </dl>
  );
}

/** A figure of now and the same of another time. */
export interface Compared {
  now: Measured | undefined;
  /** Undefined: not known, or not yet. */
  then: Measured | undefined;
  /** As both are written. */
  write: (value: number) => string;
  more: "better" | "worse" | "neither";
  /** When that was: "in the 7 days before"; or why there is none: "nothing is that old". Undefined: nothing is compared. */
  when: string | undefined;
  /** There is none, and never will be. */
  isTooOld?: boolean;
  /** The list that shows the figure of then. */
  thenHref?: string;
}

interface FigureProps {
  name: string;
  /** As it is written; undefined while it is not known. */
  value: string | undefined;
  /** The whole figure, for who wants it exactly. */
  title?: string | undefined;
  compare?: Compared | undefined;
  /** What it is of: "n = 1,234", "of 2,000 visits". */
  note?: string | undefined;
  /** The list that shows the same number. */
  href?: string | undefined;
}

export function Figure({ name, value, title, compare, note, href }: FigureProps) {
  return (
    <div class={css.figure}>
      <dt>{name}</dt>
      <dd class={css.value} title={title}>
        {value === undefined ? <Skeleton width={56} /> : href ? <a href={href}>{value}</a> : value}
      </dd>
      <dd class={css.note}>
        {value !== undefined && compare && <Change {...compare} />}
        {value !== undefined && note && <span>{note}</span>}
      </dd>
    </div>
  );
}

/** By how much a figure differs from that of the other time. Where the intervals overlap no change is claimed. */
export function Change({ now, then, write, more, when, isTooOld = false, thenHref }: Compared) {
  if (when === undefined) return null;
  if (isTooOld) return <span title={when}>no comparison</span>;
  if (!then || !now) return null;
  const before = `${write(then.value)}${then.of === undefined ? "" : ` of n = ${count(then.of)}`}`;
  const text = `${write(then.value)} before`;
  const was = (
    <span class={css.was} title={`${before} ${when}`}>
      {thenHref ? <a href={thenHref}>{text}</a> : text}
    </span>
  );
  if (now.low === undefined) return was;
  if (!isSure(now, then)) {
    return (
      <>
        <span title={`${before} ${when}. ${unsure(now, then, write)}`}>no clear change</span>
        {was}
      </>
    );
  }
  const grown = now.value > then.value;
  const tone = more === "neither" ? undefined : grown === (more === "better") ? css.better : css.worse;
  return (
    <>
      <span class={cx(tone)} title={`${before} ${when}, outside what chance explains`}>
        {difference(now, then) ?? "none before"}
      </span>
      {then.value !== 0 && was}
    </>
  );
}

function unsure(now: Measured, then: Measured, write: (value: number) => string): string {
  if (now.low === undefined || then.low === undefined) return "Too little is known to say whether that is a change.";
  return `It may be chance: 95 % intervals ${write(now.low)} to ${write(now.high!)} now, ${write(then.low)} to ${write(then.high!)} then.`;
}
