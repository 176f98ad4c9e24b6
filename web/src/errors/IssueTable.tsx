import type { IssuePage, Project } from "../api/types.ts";
import { hrefWith } from "../shell/hrefs.ts";
import { cx } from "../kit/cx.ts";
import css from "./IssueTable.module.css";
import { IssueRow, WaitingRow } from "./IssueRow.tsx";
import { sortNames, type ListView, type Sort } from "./listView.ts";
import type { Selection } from "./selection.ts";

interface IssueTableProps {
  page: IssuePage | undefined;
  view: ListView;
  project: Project;
  /** Undefined: nothing can be done with issues, so none can be selected. */
  selection: Selection | undefined;
}

export function IssueTable({ page, view, project, selection }: IssueTableProps) {
  return (
    <table class={css.table}>
      <thead>
        <tr>
          <th scope="col">
            {selection && page && (
              <input
                type="checkbox"
                class={css.check}
                aria-label="Select all that are shown"
                checked={page.issues.length > 0 && page.issues.every(({ id }) => selection.ids.value.has(id))}
                onChange={(change) => selection.all(change.currentTarget.checked ? page.issues : [])}
              />
            )}
            Issue
          </th>
          <th scope="col" class={cx(css.graph, css.wide)}>
            Events over time
          </th>
          <SortHead sort="events" view={view} class={css.number} />
          <SortHead sort="users" view={view} class={cx(css.number, css.wide)} />
          <SortHead sort="last_seen" view={view} class={css.time} />
          <SortHead sort="first_seen" view={view} class={cx(css.time, css.wide)} />
          <th scope="col" class={cx(css.release, css.wide)}>
            First release
          </th>
        </tr>
      </thead>
      <tbody>
        {page
          ? page.issues.map((issue) => <IssueRow key={issue.id} issue={issue} project={project} range={view.range} selection={selection} />)
          : Array.from({ length: 14 }, (_, index) => <WaitingRow key={index} index={index} />)}
      </tbody>
    </table>
  );
}

function SortHead({ sort, view, class: name }: { sort: Sort; view: ListView; class: string | undefined }) {
  const current = view.sort === sort;
  return (
    <th scope="col" class={name} aria-sort={current ? "descending" : undefined}>
      <a href={hrefWith({ sort: sort === "last_seen" ? undefined : sort })} title={`Sort by ${sortNames[sort].toLowerCase()}`}>
        {sortNames[sort]}
        {current && <span aria-hidden="true"> ↓</span>}
      </a>
    </th>
  );
}
