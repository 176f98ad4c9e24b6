import { useSignal } from "@preact/signals";
import type { Breadcrumb, ErrorEvent } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { absolute, count } from "../kit/format.ts";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Value } from "../kit/Value.tsx";
import css from "./Breadcrumbs.module.css";

const shown = 15;

/** What happened before, with the error itself as the last line; times are told from it backwards. */
export function Breadcrumbs({ event }: { event: ErrorEvent }) {
  const all = useSignal(false);
  const { breadcrumbs } = event;
  const hidden = all.value ? 0 : Math.max(0, breadcrumbs.length - shown);
  return (
    <div>
      {hidden > 0 && (
        <Button onClick={() => (all.value = true)}>Show {count(hidden)} earlier</Button>
      )}
      <ol class={css.crumbs}>
        {breadcrumbs.slice(hidden).map((crumb, index) => (
          <Crumb key={hidden + index} crumb={crumb} end={event.time} />
        ))}
        <li class={css.crumb}>
          <span class={css.time}>0 s</span>
          <LevelBar level={event.level} />
          <span class={css.category}>{event.type ?? "error"}</span>
          <span class={css.message}>{event.value ?? event.message ?? event.title}</span>
        </li>
      </ol>
    </div>
  );
}

function Crumb({ crumb, end }: { crumb: Breadcrumb; end: string }) {
  const data = Object.entries(crumb.data ?? {});
  return (
    <li class={css.crumb}>
      <span class={css.time} title={crumb.time ? absolute(crumb.time) : undefined}>
        {crumb.time ? before(crumb.time, end) : ""}
      </span>
      <LevelBar level={crumb.level ?? ""} />
      <span class={css.category}>{crumb.category ?? crumb.type ?? "default"}</span>
      <span class={css.message}>
        {crumb.level && crumb.level !== "info" && crumb.level !== "debug" && (
          <>
            <LevelWord level={crumb.level} />{" "}
          </>
        )}
        {crumb.message && <Value of={crumb.message} />}
        {data.map(([key, value]) => (
          <span key={key} class={css.datum}>
            <span class={css.key}>{key}</span> {typeof value === "string" ? <Value of={value} /> : JSON.stringify(value)}
          </span>
        ))}
      </span>
    </li>
  );
}

/** "−1.24 s", "−3 min": how long before `end`. */
function before(time: string, end: string): string {
  const seconds = (Date.parse(end) - Date.parse(time)) / 1000;
  if (!Number.isFinite(seconds)) return "";
  const sign = seconds < 0 ? "+" : "−";
  const length = Math.abs(seconds);
  if (length < 60) return `${sign}${length.toFixed(2)} s`;
  return length < 5400 ? `${sign}${Math.round(length / 60)} min` : `${sign}${Math.round(length / 3600)} h`;
}
