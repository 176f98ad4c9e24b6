import { middle } from "../kit/format.ts";
import css from "./FilterLink.module.css";
import { excludeOnAlt, filterHref } from "./filters.ts";

// A trace id is 32 characters, of which few are read.
const longest = 28;

/** One fact as key and value, which may be shown by another name: a click filters the list at `list` by it. */
export function FilterLink({ list, name, value, shown = value }: { list: string; name: string; value: string; shown?: string }) {
  return (
    <a
      class={css.tag}
      href={filterHref(list, name, value)}
      onClick={excludeOnAlt(list, name, value)}
      title={`${name}: ${value} (click to filter, Alt-click to exclude)`}
    >
      <span class={css.key}>{name}</span>
      <span class={css.value}>{middle(shown, longest)}</span>
    </a>
  );
}
