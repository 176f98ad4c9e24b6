import { send } from "../api/client.ts";
import type { Assignee, Issue, IssuesChanged, IssueState, Project } from "../api/types.ts";
import { counted } from "../kit/format.ts";
import { complain, tell } from "../kit/Toast.tsx";
import { session } from "../shell/session.ts";

/** What becomes of some issues. What is left out stays as it is; an assignee of null is nobody. */
export interface Change {
  status?: Issue["status"];
  assignee?: Assignee | null;
}

const done: Record<Issue["status"], string> = { resolved: "Resolved", archived: "Archived", unresolved: "Reopened" };

export function mayTriage(project: Project): boolean {
  return project.can.includes("triage");
}

/** The issue as it will be, shown before the server has answered. */
export function changed(issue: Issue, { status, assignee }: Change): Issue {
  return {
    ...issue,
    ...(status && { status, regressed: status === "unresolved" ? issue.regressed : null }),
    ...(assignee !== undefined && { assignee }),
  };
}

/**
 * Does it and says so, with the way to take it back. `again` is called when what is shown may differ from what is: after an undo, or when it failed.
 */
export async function triage(project: Project, issues: Issue[], change: Change, again: () => unknown): Promise<void> {
  const answer = await patch(
    project,
    issues.map(({ id }) => ({
      id,
      ...(change.status && { status: change.status }),
      ...(change.assignee !== undefined && { assignee: change.assignee?.id ?? 0 }),
    })),
  );
  if (answer.problem) {
    complain(answer.problem);
    again();
    return;
  }
  const { before } = answer.data;
  tell(said(issues.length, change), () => void undo(project, before, again));
}

async function undo(project: Project, before: IssueState[], again: () => unknown): Promise<void> {
  const answer = await patch(
    project,
    before.map(({ id, status, assignee }) => ({ id, status, assignee: assignee?.id ?? 0 })),
  );
  if (answer.problem) complain(answer.problem);
  else tell("Undone");
  again();
}

function patch(project: Project, issues: { id: number; status?: string; assignee?: number }[]) {
  return send<IssuesChanged>("PATCH", `/api/v1/projects/${project.id}/issues`, session.peek()?.csrf ?? "", { issues });
}

function said(count: number, { status, assignee }: Change): string {
  const what = count === 1 ? "the issue" : counted(count, "issue");
  if (status) return `${done[status]} ${what}`;
  return assignee ? `Assigned ${what} to ${assignee.name}` : `Assigned ${what} to nobody`;
}
