import { cx } from "./cx.ts";
import css from "./Level.module.css";

const known = new Set(["fatal", "error", "warning", "info"]);

function tone(level: string): string | undefined {
  if (level === "") return css["none"];
  return css[known.has(level) ? level : "other"];
}

/** The level as a thin bar; a word says the same close by. */
export function LevelBar({ level }: { level: string }) {
  return <span class={cx(css.bar, tone(level))} aria-hidden="true" />;
}

export function LevelWord({ level }: { level: string }) {
  return <span class={cx(css.word, tone(level))}>{level}</span>;
}
