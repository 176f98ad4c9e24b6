import type { Project } from "../api/types.ts";
import { middle } from "../kit/format.ts";
import { go, place } from "../shell/location.ts";
import { withFilter } from "../shell/query.ts";
import { hrefAt } from "../shell/range.ts";
import css from "./TagLink.module.css";

/** The list, filtered by a value; with Alt held, without it. */
export function filterHref(project: Project, key: string, value: string, not = false): string {
  const { search } = place.value;
  return hrefAt(`/p/${project.slug}/errors`, search, { query: withFilter(search.get("query") ?? "", key, value, not), event: undefined });
}

export function excludeOnAlt(project: Project, key: string, value: string): (click: MouseEvent) => void {
  return (click) => {
    if (!click.altKey) return;
    click.preventDefault();
    go(filterHref(project, key, value, true));
  };
}

// A trace id is 32 characters, of which few are read.
const longest = 28;

/** One fact as key and value: a click filters the list by it. */
export function TagLink({ project, name, value }: { project: Project; name: string; value: string }) {
  return (
    <a
      class={css.tag}
      href={filterHref(project, name, value)}
      onClick={excludeOnAlt(project, name, value)}
      title={`${name}: ${value} (click to filter, Alt-click to exclude)`}
    >
      <span class={css.key}>{name}</span>
      <span class={css.value}>{middle(value, longest)}</span>
    </a>
  );
}
