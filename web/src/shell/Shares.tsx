import { useSignal } from "@preact/signals";
import { count, counted, percent } from "../kit/format.ts";
import { excludeOnAlt, filterHref } from "./filters.ts";
import css from "./Shares.module.css";

const shown = 4;

interface SharesProps {
  /** The key, as filters name it. */
  name: string;
  values: { value: string; count: number }[];
  /** What the values are shares of. */
  total: number;
  /** Of what is counted, for one: "event". */
  unit: string;
  /** The list that a click filters. */
  list: string;
}

/** How records spread over the values of a key; a click filters by one. */
export function Shares({ name, values, total, unit, list }: SharesProps) {
  const all = useSignal(false);
  const visible = all.value ? values : values.slice(0, shown);
  return (
    <section class={css.tag}>
      <h3>{name}</h3>
      <ul>
        {visible.map(({ value, count: part }) => (
          <li key={value}>
            <a
              class={css.row}
              href={filterHref(list, name, value)}
              onClick={excludeOnAlt(list, name, value)}
              title={`${name}: ${value}, ${count(part)} of ${counted(total, unit)} (click to filter, Alt-click to exclude)`}
            >
              <span class={css.track} aria-hidden="true">
                <span class={css.share} style={{ width: `${(part / Math.max(1, total)) * 100}%` }} />
              </span>
              <span class={css.value}>{value || "(empty)"}</span>
              <span class={css.percent}>{percent(part, total)}</span>
            </a>
          </li>
        ))}
      </ul>
      {!all.value && values.length > shown && (
        <button type="button" class={css.more} onClick={() => (all.value = true)}>
          {values.length - shown} more
        </button>
      )}
    </section>
  );
}
