import { useSignal } from "@preact/signals";
import type { ErrorEvent } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { absolute, count } from "../kit/format.ts";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Value } from "../kit/Value.tsx";
import css from "./Breadcrumbs.module.css";
import { before, runs, type CrumbRun } from "./crumbs.ts";

const shown = 15;
const quiet = new Set(["info", "debug", "log"]);

/** What happened before, with the error itself as the last line; times are told from it backwards. */
export function Breadcrumbs({ event }: { event: ErrorEvent }) {
  const all = useSignal(false);
  const lines = runs(event.breadcrumbs);
  const hidden = all.value ? 0 : Math.max(0, lines.length - shown);
  return (
    <>
      {hidden > 0 && (
        <Button look="edged" onClick={() => (all.value = true)}>
          Show {count(hidden)} earlier
        </Button>
      )}
      <ol class={css.crumbs}>
        {lines.slice(hidden).map((line, index) => (
          <Line key={hidden + index} line={line} end={event.time} />
        ))}
        <li class={css.crumb}>
          <span class={css.time}>0 ms</span>
          <LevelBar level={event.level} />
          <span class={css.category}>{event.type ?? "error"}</span>
          <span class={css.message}>{(event.type ? event.value : event.message) ?? event.value ?? event.title}</span>
        </li>
      </ol>
    </>
  );
}

function Line({ line: { crumb, times }, end }: { line: CrumbRun; end: string }) {
  const loud = crumb.level && !quiet.has(crumb.level);
  return (
    <li class={css.crumb}>
      <span class={css.time} title={crumb.time ? absolute(crumb.time) : undefined}>
        {crumb.time ? before(crumb.time, end) : ""}
      </span>
      <LevelBar level={loud ? (crumb.level ?? "") : ""} />
      <span class={css.category} title={crumb.category ?? crumb.type ?? undefined}>
        {crumb.category ?? crumb.type ?? "default"}
      </span>
      <span class={css.message}>
        {crumb.message && (
          <span>
            {loud && <LevelWord level={crumb.level ?? ""} />} <Value of={crumb.message} />
          </span>
        )}
        {Object.entries(crumb.data ?? {}).map(([key, value]) => (
          <span key={key} class={css.datum}>
            <span class={css.key}>{key}</span> {typeof value === "string" ? <Value of={value} /> : JSON.stringify(value)}
          </span>
        ))}
        {times > 1 && <span class={css.times}>× {count(times)}</span>}
      </span>
    </li>
  );
}
