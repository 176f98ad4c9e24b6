import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { issuesPath } from "../api/paths.ts";
import type { Issue, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { counted } from "../kit/format.ts";
import { ProblemState, State } from "../kit/State.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { NewsChip } from "../shell/NewsChip.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { useCompared } from "../shell/useCompared.ts";
import { Discarded } from "./Discarded.tsx";
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
import { belongs, shownStatus } from "./statuses.ts";
import { changed, mayTriage, merge, triage, type Change } from "./triage.ts";

export function IssueList({ project }: { project: Project }) {
  const view = readListView(place.value.search);
  const list = useLiveList(project.id, view);
  const selection = useSelection();
  // Whether what is selected means all pages of the list.
  const everything = useSignal(false);
  const { page } = list;
  const then = useCompared(page, "errors", (range) => issuesPath(project.id, { range, query: view.query, sort: view.sort }));
  const selected = page?.issues.filter(({ id }) => selection.ids.value.has(id)) ?? [];
  const may = mayTriage(project);
  const isWhole = selected.length > 0 && selected.length === page?.issues.length;
  const meansAll = everything.value && selected.length > 0;

  const toggle = (id: number): void => {
    everything.value = false;
    selection.toggle(id);
  };
  const clear = (): void => {
    selection.all([]);
    everything.value = false;
  };
  const change = (issues: Issue[], what: Change): void => {
    if (!page || issues.length === 0) return;
    const ids = new Set(issues.map(({ id }) => id));
    const isGone = what.status === "deleted" || what.status === "discarded";
    const rows = page.issues
      .filter(({ id }) => !isGone || !ids.has(id))
      .map((issue) => (ids.has(issue.id) ? changed(issue, what) : issue))
      .filter(({ status }) => belongs(status, view.query));
    const meant = meansAll ? { matching: { range: view.range, query: view.query }, total: page.total } : { issues };
    list.replace({ ...page, issues: rows, total: page.total - (page.issues.length - rows.length) });
    clear();
    void triage(project, meant, what, list.retry);
  };

  const mergeAll = (issues: Issue[]): void => {
    if (issues.length < 2 || meansAll) return;
    clear();
    void merge(project, issues, list.retry);
  };

  useEffect(() => void (document.title = `Errors · ${project.name} · Paddock`), [project]);
  useEffect(clear, [view.query, view.range]);
  // Whatever comes while all are meant is meant as well.
  useEffect(() => void (everything.peek() && page && selection.all(page.issues)), [page?.issues]);
  usePageMemory(page !== undefined);
  useIssueKeys(
    may
      ? { issues: () => page?.issues ?? [], selected: () => selected, toggle, change, merge: mergeAll, selectAll: () => selection.all(page?.issues ?? []) }
      : undefined,
  );

  if (list.problem && (!page || list.problem.status === 400)) {
    return (
      <div class={css.list}>
        {list.problem.status === 400 ? (
          <>
            <ListToolbar project={project} view={view} page={undefined} problem={undefined} />
            <State title={list.problem.title} text={list.problem.detail}>
              <ButtonLink href={hrefWith({ query: undefined })}>Clear the filters</ButtonLink>
            </State>
          </>
        ) : (
          <ProblemState problem={list.problem} onRetry={list.retry} />
        )}
      </div>
    );
  }
  if (page && page.total === 0 && page.issues.length === 0) {
    return (
      <>
        <EmptyList project={project} view={view} page={page} then={then} />
        {shownStatus(view.query) === "archived" && <Discarded project={project} />}
      </>
    );
  }
  return (
    <div class={css.list} aria-busy={list.busy}>
      <NewsChip news={list.waiting} onShow={list.showNews} />
      <ListSummary page={page} view={view} then={then} />
      <ListToolbar project={project} view={view} page={page} problem={list.problem} />
      {selected.length > 0 && page && (
        <div class={css.chosen} role="toolbar" aria-label="What to do with the selected issues">
          <b>{counted(meansAll ? page.total : selected.length, "issue")} selected</b>
          {(meansAll || isWhole) && page.total > selected.length && (
            <Button onClick={() => (everything.value = !everything.value)}>
              {meansAll ? "Only those shown" : `Select all ${counted(page.total, "issue")}`}
            </Button>
          )}
          <IssueActions
            project={project}
            issues={selected}
            onChange={(what) => change(selected, what)}
            {...(!meansAll && { onMerge: () => mergeAll(selected) })}
          />
          <Button onClick={clear}>Clear</Button>
        </div>
      )}
      <IssueTable page={page} view={view} project={project} selection={may ? { ...selection, toggle } : undefined} />
      {page?.next && (
        <div class={css.more}>
          <Button look="edged" onClick={() => void list.loadMore()}>
            Show more
          </Button>
        </div>
      )}
      {shownStatus(view.query) === "archived" && <Discarded project={project} />}
    </div>
  );
}
