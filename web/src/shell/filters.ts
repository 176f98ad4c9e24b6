import { go, place } from "./location.ts";
import { withFilter } from "./query.ts";
import { hrefAt } from "./range.ts";

/** A list, filtered by one more value. */
export function filterHref(list: string, key: string, value: string, not = false): string {
  const { search } = place.value;
  return hrefAt(list, search, { query: withFilter(search.get("query") ?? "", key, value, not), event: undefined });
}

/** With Alt held, a click on a value leaves out what has it. */
export function excludeOnAlt(list: string, key: string, value: string): (click: MouseEvent) => void {
  return (click) => {
    if (!click.altKey) return;
    click.preventDefault();
    go(filterHref(list, key, value, true));
  };
}
