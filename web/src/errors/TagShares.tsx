import { useSignal } from "@preact/signals";
import type { Project, TagCount } from "../api/types.ts";
import { count, counted, percent } from "../kit/format.ts";
import { excludeOnAlt, filterHref } from "./TagLink.tsx";
import css from "./TagShares.module.css";

const shown = 4;

/** How the events of an issue spread over the values of a tag. */
export function TagShares({ tag, project }: { tag: TagCount; project: Project }) {
  const all = useSignal(false);
  const values = all.value ? tag.values : tag.values.slice(0, shown);
  return (
    <section class={css.tag}>
      <h3>{tag.key}</h3>
      <ul>
        {values.map(({ value, events }) => (
          <li key={value}>
            <a
              class={css.row}
              href={filterHref(project, tag.key, value)}
              onClick={excludeOnAlt(project, tag.key, value)}
              title={`${tag.key}: ${value}, ${count(events)} of ${counted(tag.events, "event")} (click to filter, Alt-click to exclude)`}
            >
              <span class={css.track} aria-hidden="true">
                <span class={css.share} style={{ width: `${(events / Math.max(1, tag.events)) * 100}%` }} />
              </span>
              <span class={css.value}>{value || "(empty)"}</span>
              <span class={css.percent}>{percent(events, tag.events)}</span>
            </a>
          </li>
        ))}
      </ul>
      {!all.value && tag.values.length > shown && (
        <button type="button" class={css.more} onClick={() => (all.value = true)}>
          {tag.values.length - shown} more
        </button>
      )}
    </section>
  );
}
