import type { Problem } from "../api/client.ts";
import type { IssuePage } from "../api/types.ts";
import { counted, span, zoneName } from "../kit/format.ts";
import { FilterPills } from "../shell/FilterPills.tsx";
import { go } from "../shell/location.ts";
import { hrefWith } from "../shell/hrefs.ts";
import css from "./ListToolbar.module.css";
import { sortNames, sorts, type ListView } from "./listView.ts";

/** Which issues are listed: filters, order, and how many there are. */
export function ListToolbar({ view, page, problem }: { view: ListView; page: IssuePage | undefined; problem: Problem | undefined }) {
  return (
    <div class={css.toolbar}>
      {page?.total !== 0 && (
        <select class={css.sort} aria-label="Sort by" value={view.sort} onChange={(change) => go(hrefWith({ sort: change.currentTarget.value }))}>
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortNames[sort]}
            </option>
          ))}
        </select>
      )}
      <FilterPills query={view.query} />
      {page && (
        <p class={css.total} title={`Times in ${zoneName}`}>
          {problem ? <span class={css.stale}>Not up to date: {problem.title.toLowerCase()} · </span> : null}
          {counted(page.total, "issue")}
          {page.sampled && ", counts estimated"}{" "}
          <span class={css.span}>
            · {span(page.from, page.to)} {zoneName}
          </span>
        </p>
      )}
    </div>
  );
}
