import { useMemo } from "preact/hooks";
import type { Issue } from "../api/types.ts";
import { useKeys, type Key } from "../shell/keys.ts";
import { focusRow, rowAt, walkRows } from "../shell/walk.ts";
import { openAssignMenu } from "./AssignMenu.tsx";
import type { Change } from "./triage.ts";

interface Triage {
  issues: () => Issue[];
  selected: () => Issue[];
  toggle: (id: number) => void;
  change: (issues: Issue[], change: Change) => void;
  merge: (issues: Issue[]) => void;
  selectAll: () => void;
}

const walking: Key[] = [
  { key: "j", does: "Next issue", run: () => walkRows(1) },
  { key: "k", does: "Previous issue", run: () => walkRows(-1) },
  { key: "Enter", does: "Open the issue", run: () => walkRows(1) },
  { key: "Escape", does: "Leave the list", run: () => (document.activeElement as HTMLElement | null)?.blur() },
];

/** Walking the list, and doing something with the selected issues or else with the one that has the focus. */
export function useIssueKeys(triage: Triage | undefined): void {
  const current = useMemo(() => ({ triage }), []);
  current.triage = triage;
  const keys = useMemo(() => {
    if (!triage) return walking;
    const focused = (): Issue[] => {
      const id = Number((document.activeElement as HTMLElement | null)?.dataset["issue"]);
      return current.triage?.issues().filter((issue) => issue.id === id) ?? [];
    };
    const meant = (): Issue[] => (current.triage?.selected().length ? current.triage.selected() : focused());
    const become = (status: Issue["status"]): void => {
      const issues = meant();
      const isDone = issues.length > 0 && issues.every((issue) => issue.status === status);
      const at = rowAt();
      current.triage?.change(issues, { status: isDone ? "unresolved" : status });
      // The row may be gone; the walk goes on from where it was.
      if (at >= 0 && !isDone) requestAnimationFrame(() => focusRow(at));
    };
    const mark = (): void => {
      const issues = meant();
      current.triage?.change(issues, { bookmarked: !issues.every(({ bookmarked }) => bookmarked) });
    };
    const assign = (): void => {
      if (current.triage?.selected().length === 0) for (const issue of focused()) current.triage.toggle(issue.id);
      requestAnimationFrame(openAssignMenu);
    };
    return [
      ...walking,
      { key: "x", does: "Select the issue", run: () => focused().forEach(({ id }) => current.triage?.toggle(id)) },
      { key: "e", does: "Resolve or reopen", run: () => become("resolved") },
      { key: "i", does: "Archive or reopen", run: () => become("archived") },
      { key: "a", does: "Assign", run: assign },
      { key: "b", does: "Bookmark", run: mark },
      { key: "r", does: "Mark as reviewed", run: () => current.triage?.change(meant(), { reviewed: true }) },
      { key: "m", does: "Merge the selected issues", run: () => current.triage?.merge(current.triage.selected()) },
      { key: "*", does: "Select all that are shown", run: () => current.triage?.selectAll() },
    ];
  }, [triage === undefined]);
  useKeys(keys);
}
