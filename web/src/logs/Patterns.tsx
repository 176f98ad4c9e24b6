import type { LogFacets } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { percent } from "../kit/format.ts";
import { LevelBar } from "../kit/Level.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Time } from "../kit/Time.tsx";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import css from "./Patterns.module.css";

/** Lines that differ only in numbers and ids, counted together. */
export function Patterns({ facets, list, total }: { facets: LogFacets | undefined; list: string; total: number }) {
  return (
    <ol class={css.patterns}>
      {facets
        ? facets.patterns.map(({ text, lines, level, lastSeen }) => (
            <li key={text}>
              {/* A star of the pattern is any text to the search, so the pattern finds what it was made of. */}
              <a
                class={css.pattern}
                data-row
                href={filterHref(list, "pattern", text)}
                onClick={excludeOnAlt(list, "pattern", text)}
                title="Click to see its lines, Alt-click to exclude them"
              >
                <LevelBar level={level} />
                <span class={css.count}>
                  <Count of={lines} unit="line" /> <small>{percent(lines, total)}</small>
                </span>
                <span class={css.text}>{text}</span>
                <span class={css.time}>
                  <Time at={lastSeen} />
                </span>
              </a>
            </li>
          ))
        : Array.from({ length: 12 }, (_, index) => (
            <li key={index} class={css.pattern}>
              <LevelBar level="" />
              <Skeleton width={48} />
              <Skeleton width={160 + ((index * 83) % 220)} />
            </li>
          ))}
    </ol>
  );
}
