import { cx } from "./cx.ts";
import css from "./StatusMark.module.css";

export type Status = "new" | "up" | "down" | "unknown" | "paused";

const words: Record<Status, string> = { new: "Waiting", up: "Up", down: "Down", unknown: "Unknown", paused: "Paused" };

/** A state as a shape of its own and its word; the colour only says it once more. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span class={cx(css.status, css[status])}>
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
        {status === "up" && <circle cx={6} cy={6} r={4.5} />}
        {status === "down" && <path d="M6 1 11.5 11H.5Z" />}
        {status === "unknown" && <circle class={css.hollow} cx={6} cy={6} r={4.5} stroke-dasharray="2.2 2" />}
        {status === "new" && <circle class={css.hollow} cx={6} cy={6} r={4.5} />}
        {status === "paused" && <path d="M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z" />}
      </svg>
      {words[status]}
    </span>
  );
}
