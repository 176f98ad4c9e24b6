import type { Problem } from "../api/client.ts";
import type { IssuePage, Project } from "../api/types.ts";
import { counted, span, zoneName } from "../kit/format.ts";
import { Segments } from "../kit/Segments.tsx";
import { FilterPills } from "../shell/FilterPills.tsx";
import { go } from "../shell/location.ts";
import { hrefWith } from "../shell/hrefs.ts";
import css from "./ListToolbar.module.css";
import { sortNames, sorts, type ListView } from "./listView.ts";
import { SavedSearches } from "./SavedSearches.tsx";
import { shownStatus, statuses, withStatus } from "./statuses.ts";

const names: Record<(typeof statuses)[number], string> = { unresolved: "Open", resolved: "Resolved", archived: "Archived", all: "All" };

interface ListToolbarProps {
  project: Project;
  view: ListView;
  page: IssuePage | undefined;
  problem: Problem | undefined;
}

/** Which issues are listed: filters, order, and how many there are. */
export function ListToolbar({ project, view, page, problem }: ListToolbarProps) {
  return (
    <div class={css.toolbar}>
      <Segments
        label="Which issues"
        segments={statuses.map((status) => ({
          name: names[status],
          href: hrefWith({ query: withStatus(view.query, status) || undefined }),
          current: shownStatus(view.query) === status,
        }))}
      />
      {page?.total !== 0 && (
        <select class={css.sort} aria-label="Sort by" value={view.sort} onChange={(change) => go(hrefWith({ sort: change.currentTarget.value }))}>
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortNames[sort]}
            </option>
          ))}
        </select>
      )}
      <SavedSearches project={project} view={view} />
      <FilterPills query={view.query} hidden={shownStatus(view.query) ? "is" : undefined} />
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
