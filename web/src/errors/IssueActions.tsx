import type { Issue, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { AssignMenu } from "./AssignMenu.tsx";
import css from "./IssueActions.module.css";
import type { Change } from "./triage.ts";

interface IssueActionsProps {
  project: Project;
  issues: Issue[];
  onChange: (change: Change) => void;
  /** Whether this is the page's own action, and not one among many. */
  primary?: boolean;
}

/** What can be done with one issue, or with those that are selected. */
export function IssueActions({ project, issues, onChange, primary = false }: IssueActionsProps) {
  const all = (status: Issue["status"]): boolean => issues.length > 0 && issues.every((issue) => issue.status === status);
  const assignee = issues.length === 1 ? issues[0]?.assignee : undefined;
  return (
    <div class={css.actions}>
      {all("resolved") || all("archived") ? (
        <Button look="edged" title="Reopen (e)" onClick={() => onChange({ status: "unresolved" })}>
          Reopen
        </Button>
      ) : (
        <Button
          look={primary ? "primary" : "edged"}
          title="Resolve (e): an event that happens later opens it again"
          onClick={() => onChange({ status: "resolved" })}
        >
          <Icon name="check" /> Resolve
        </Button>
      )}
      {!all("archived") && (
        <Button look="edged" title="Archive (i): left alone, and still counted" onClick={() => onChange({ status: "archived" })}>
          Archive
        </Button>
      )}
      <AssignMenu project={project} assignee={assignee} onAssign={(person) => onChange({ assignee: person })} />
    </div>
  );
}
