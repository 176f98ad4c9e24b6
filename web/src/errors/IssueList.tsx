import { useEffect } from "preact/hooks";
import { issuesPath } from "../api/paths.ts";
import type { Issue, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { counted } from "../kit/format.ts";
import { ProblemState } from "../kit/State.tsx";
import { place } from "../shell/location.ts";
import { NewsChip } from "../shell/NewsChip.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { useCompared } from "../shell/useCompared.ts";
import { EmptyList } from "./EmptyList.tsx";
import { IssueActions } from "./IssueActions.tsx";
import css from "./IssueList.module.css";
import { useIssueKeys } from "./issueKeys.ts";
import { IssueTable } from "./IssueTable.tsx";
import { ListSummary } from "./ListSummary.tsx";
import { ListToolbar } from "./ListToolbar.tsx";
import { useLiveList } from "./liveList.ts";
import { readListView } from "./listView.ts";
import { useSelection } from "./selection.ts";
import { belongs } from "./statuses.ts";
import { changed, mayTriage, triage, type Change } from "./triage.ts";

export function IssueList({ project }: { project: Project }) {
  const view = readListView(place.value.search);
  const list = useLiveList(project.id, view);
  const selection = useSelection();
  const { page } = list;
  const then = useCompared(page, "errors", (range) => issuesPath(project.id, { range, query: view.query, sort: view.sort }));
  const selected = page?.issues.filter(({ id }) => selection.ids.value.has(id)) ?? [];
  const may = mayTriage(project);

  const change = (issues: Issue[], what: Change): void => {
    if (!page || issues.length === 0) return;
    const ids = new Set(issues.map(({ id }) => id));
    const rows = page.issues.map((issue) => (ids.has(issue.id) ? changed(issue, what) : issue)).filter(({ status }) => belongs(status, view.query));
    list.replace({ ...page, issues: rows, total: page.total - (page.issues.length - rows.length) });
    selection.all([]);
    void triage(project, issues, what, list.retry);
  };

  useEffect(() => void (document.title = `Errors · ${project.name} · Paddock`), [project]);
  usePageMemory(page !== undefined);
  useIssueKeys(may ? { issues: () => page?.issues ?? [], selected: () => selected, toggle: selection.toggle, change } : undefined);

  if (list.problem && !page) return <ProblemState problem={list.problem} onRetry={list.retry} />;
  if (page && page.total === 0 && page.issues.length === 0) return <EmptyList project={project} view={view} page={page} then={then} />;
  return (
    <div class={css.list} aria-busy={list.busy}>
      <NewsChip news={list.waiting} onShow={list.showNews} />
      <ListSummary page={page} view={view} then={then} />
      <ListToolbar view={view} page={page} problem={list.problem} />
      {selected.length > 0 && (
        <div class={css.chosen} role="toolbar" aria-label="What to do with the selected issues">
          <b>{counted(selected.length, "issue")} selected</b>
          <IssueActions project={project} issues={selected} onChange={(what) => change(selected, what)} />
          <Button onClick={() => selection.all([])}>Clear</Button>
        </div>
      )}
      <IssueTable page={page} view={view} project={project} selection={may ? selection : undefined} />
      {page?.next && (
        <div class={css.more}>
          <Button look="edged" onClick={() => void list.loadMore()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
