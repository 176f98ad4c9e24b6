import { send } from "../api/client.ts";
import { issuesPartPath } from "../api/paths.ts";
import type { Assignee, Issue, IssueChange, IssueIds, IssuesChange, IssuesChanged, Project } from "../api/types.ts";
import { counted } from "../kit/format.ts";
import { complain, tell } from "../kit/Toast.tsx";
import { session } from "../shell/session.ts";

type Status = NonNullable<IssueChange["status"]>;

/** What becomes of some issues. What is left out stays as it is; an assignee of null is nobody. */
export interface Change {
  status?: Status;
  archive?: Partial<NonNullable<IssueChange["archive"]>>;
  fix?: Partial<NonNullable<IssueChange["fix"]>>;
  assignee?: Assignee | null;
  priority?: Issue["priority"];
  bookmarked?: boolean;
  reviewed?: true;
}

/** Which issues: those that are named, or all that a list shows on all its pages. */
export type Meant = { issues: Issue[] } | { matching: { range: string; query: string }; total: number };

const done: Record<Status, string> = {
  resolved: "Resolved",
  archived: "Archived",
  unresolved: "Reopened",
  deleted: "Deleted",
  discarded: "Discarded for good",
};

export function mayTriage(project: Project): boolean {
  return project.can.includes("triage");
}

/** The issue as it will be, shown before the server has answered. Of one that is gone: as it was. */
export function changed(issue: Issue, { status, assignee, priority, bookmarked, reviewed }: Change): Issue {
  const isOpen = status === "unresolved" || (reviewed && issue.status === "unresolved");
  return {
    ...issue,
    ...((status === "resolved" || status === "archived") && { status, state: status, regressed: null, escalated: null }),
    ...(isOpen && { status: "unresolved" as const, state: "ongoing" as const, regressed: null, escalated: null }),
    ...(assignee !== undefined && { assignee }),
    ...(priority && { priority }),
    ...(bookmarked !== undefined && { bookmarked }),
  };
}

/**
 * Does it and says so, with the way to take it back. `again` is called when what is shown may differ from what is: after an undo, or when it failed.
 */
export async function triage(project: Project, meant: Meant, change: Change, again: () => unknown): Promise<boolean> {
  const { assignee, ...rest } = change;
  const wish = { ...rest, ...(assignee !== undefined && { assignee: assignee?.id ?? 0 }) } as Partial<IssueChange>;
  const body = "issues" in meant ? { issues: meant.issues.map(({ id }) => ({ ...wish, id })) } : { matching: { ...meant.matching, change: wish } };
  const answer = await send<IssuesChanged>("PATCH", `/api/v1/projects/${project.id}/issues`, csrf(), body as unknown as IssuesChange);
  if (answer.problem) {
    complain(answer.problem);
    again();
    return false;
  }
  const { undo: kept } = answer.data;
  tell(said("issues" in meant ? meant.issues.length : answer.data.changed, change), kept === null ? undefined : () => void undo(project, kept, again));
  if (!("issues" in meant)) again();
  return true;
}

/** Makes one issue of several, and says so, with the way to take it back. */
export function merge(project: Project, issues: Issue[], again: () => unknown): Promise<void> {
  return doAndTell(project, "merge", issues, `Merged ${counted(issues.length, "issue")}`, again);
}

/** Makes issues of their own of what was merged into one. */
export function unmerge(project: Project, from: number, parts: { id: number }[], again: () => unknown): Promise<void> {
  return doAndTell(project, `${from}/unmerge`, parts, `Unmerged ${parts.length === 1 ? "the issue" : counted(parts.length, "issue")}`, again);
}

async function doAndTell(project: Project, part: string, issues: { id: number }[], words: string, again: () => unknown): Promise<void> {
  const answer = await send<IssuesChanged>("POST", issuesPartPath(project.id, part), csrf(), { issues: issues.map(({ id }) => id) } satisfies IssueIds);
  if (answer.problem) {
    complain(answer.problem);
  } else {
    const { undo: kept } = answer.data;
    tell(words, kept === null ? undefined : () => void undo(project, kept, again));
  }
  again();
}

async function undo(project: Project, kept: number, again: () => unknown): Promise<void> {
  const answer = await send<IssuesChanged>("POST", issuesPartPath(project.id, `undo/${kept}`), csrf());
  if (answer.problem) complain(answer.problem.status === 404 ? { ...answer.problem, detail: "That can no longer be taken back." } : answer.problem);
  else tell("Undone");
  again();
}

function csrf(): string {
  return session.peek()?.csrf ?? "";
}

function said(count: number, { status, assignee, fix, priority, bookmarked, reviewed }: Change): string {
  const what = count === 1 ? "the issue" : counted(count, "issue");
  if (status) return `${done[status]} ${what}${fix?.in === "next" ? " in the next release" : fix?.in === "release" ? ` in ${fix.release}` : ""}`;
  if (priority) return `Gave ${what} ${priority} priority`;
  if (bookmarked !== undefined) return bookmarked ? `Bookmarked ${what}` : `Removed the bookmark of ${what}`;
  if (reviewed) return `Marked ${what} as reviewed`;
  return assignee ? `Assigned ${what} to ${assignee.name}` : `Assigned ${what} to nobody`;
}
