import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { ProblemState } from "../kit/State.tsx";
import { place } from "../shell/location.ts";
import { usePageMemory } from "../shell/pageMemory.ts";
import { EmptyList } from "./EmptyList.tsx";
import css from "./IssueList.module.css";
import { useIssueKeys } from "./issueKeys.ts";
import { IssueTable } from "./IssueTable.tsx";
import { ListSummary } from "./ListSummary.tsx";
import { ListToolbar } from "./ListToolbar.tsx";
import { useLiveList } from "./liveList.ts";
import { readListView } from "./listView.ts";
import { NewsChip } from "../shell/NewsChip.tsx";

export function IssueList({ project }: { project: Project }) {
  const view = readListView(place.value.search);
  const list = useLiveList(project.id, view);
  const { page } = list;

  useEffect(() => void (document.title = `Errors · ${project.name} · Paddock`), [project]);
  usePageMemory(page !== undefined);
  useIssueKeys();

  if (list.problem && !page) return <ProblemState problem={list.problem} onRetry={list.retry} />;
  if (page && page.total === 0 && page.issues.length === 0) return <EmptyList project={project} view={view} page={page} />;
  return (
    <div class={css.list} aria-busy={list.busy}>
      <NewsChip news={list.waiting} onShow={list.showNews} />
      <ListSummary page={page} range={view.range} />
      <ListToolbar view={view} page={page} problem={list.problem} />
      <IssueTable page={page} view={view} project={project} />
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
