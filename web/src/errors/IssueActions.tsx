import { useResource } from "../api/resource.ts";
import { questionPath } from "../api/paths.ts";
import type { Issue, Project, ReleaseList } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { copyText } from "../kit/copy.ts";
import { Icon, type IconName } from "../kit/Icon.tsx";
import { Menu, MenuButton, MenuHead } from "../kit/Menu.tsx";
import { tell } from "../kit/Toast.tsx";
import { AssignMenu } from "./AssignMenu.tsx";
import { archives } from "./archives.ts";
import css from "./IssueActions.module.css";
import type { Change } from "./triage.ts";

interface IssueActionsProps {
  project: Project;
  issues: Issue[];
  onChange: (change: Change) => void;
  /** Makes one of several. */
  onMerge?: () => void;
  /** Whether this is the page's own action, and not one among many. */
  primary?: boolean;
}

const priorityIcons: Record<Issue["priority"], IconName> = { high: "up", medium: "right", low: "down" };

/** What can be done with one issue, or with those that are selected. */
export function IssueActions({ project, issues, onChange, onMerge, primary = false }: IssueActionsProps) {
  const all = (status: Issue["status"]): boolean => issues.length > 0 && issues.every((issue) => issue.status === status);
  const only = issues.length === 1 ? issues[0] : undefined;
  const isDone = all("resolved") || all("archived");
  return (
    <div class={css.actions}>
      {isDone ? (
        <Button look="edged" title="Reopen (e)" onClick={() => onChange({ status: "unresolved" })}>
          Reopen
        </Button>
      ) : (
        <span class={css.split}>
          <Button
            look={primary ? "primary" : "edged"}
            title="Resolve (e): an event that happens later opens it again"
            onClick={() => onChange({ status: "resolved" })}
          >
            <Icon name="check" /> Resolve
          </Button>
          <Menu label="Resolve in a release" align="end" trigger={<Icon name="down" size={12} />}>
            <Releases project={project} onChange={onChange} />
            {only && (
              <>
                <MenuHead>With a commit that says</MenuHead>
                <MenuButton icon="copy" onClick={() => void copyFix(only.id)}>
                  Fixes PADDOCK-{only.id}
                </MenuButton>
              </>
            )}
          </Menu>
        </span>
      )}
      {!all("archived") && (
        <span class={css.split}>
          <Button
            look="edged"
            title="Archive (i): left alone and still counted, until it becomes much more than usual"
            onClick={() => onChange({ status: "archived" })}
          >
            Archive
          </Button>
          <Menu label="Archive until" align="end" trigger={<Icon name="down" size={12} />}>
            <MenuHead>Leave it alone</MenuHead>
            {archives.map(({ name, archive }) => (
              <MenuButton key={name} icon="clock" onClick={() => onChange({ status: "archived", archive })}>
                {name}
              </MenuButton>
            ))}
          </Menu>
        </span>
      )}
      {onMerge && issues.length > 1 && (
        <Button look="edged" title="Merge (m): the one that was seen first has all events from now on" onClick={onMerge}>
          <Icon name="merge" /> Merge
        </Button>
      )}
      <AssignMenu project={project} assignee={only?.assignee} onAssign={(person) => onChange({ assignee: person })} />
      <Menu label="More" align="end" trigger={<Icon name="more" />}>
        {issues.some(({ state }) => state === "new" || state === "escalating" || state === "regressed") && (
          <MenuButton icon="eye" onClick={() => onChange({ reviewed: true })}>
            Mark as reviewed
          </MenuButton>
        )}
        <MenuButton icon="bookmark" onClick={() => onChange({ bookmarked: !issues.every(({ bookmarked }) => bookmarked) })}>
          {issues.length > 0 && issues.every(({ bookmarked }) => bookmarked) ? "Remove the bookmark" : "Bookmark"}
        </MenuButton>
        <MenuHead>Priority</MenuHead>
        {(["high", "medium", "low"] as const).map((priority) => (
          <MenuButton key={priority} icon={only?.priority === priority ? "check" : priorityIcons[priority]} onClick={() => onChange({ priority })}>
            {priority[0]!.toUpperCase() + priority.slice(1)}
          </MenuButton>
        ))}
        <MenuHead>For good, after half a minute</MenuHead>
        <MenuButton icon="trash" onClick={() => onChange({ status: "deleted" })}>
          Delete with all events
        </MenuButton>
        <MenuButton icon="trash" onClick={() => onChange({ status: "discarded" })}>
          Delete, and discard later events
        </MenuButton>
      </Menu>
    </div>
  );
}

/** The release that brings a commit of this message resolves the issue. */
async function copyFix(issue: number): Promise<void> {
  const text = `Fixes PADDOCK-${issue}`;
  if (await copyText(text)) tell(`“${text}” is copied: the release that brings a commit with it resolves the issue.`);
  else tell(`Write “${text}” into the message of the commit.`);
}

function Releases({ project, onChange }: Pick<IssueActionsProps, "project" | "onChange">) {
  const { data } = useResource<ReleaseList>(questionPath(project.id, "releases", { range: "90d" }));
  const newest = [...(data?.releases ?? [])].reverse().slice(0, 8);
  return (
    <>
      <MenuHead>{data && newest.length === 0 ? "No record names a release" : "Releases before it leave it resolved"}</MenuHead>
      {newest.length > 0 && (
        <MenuButton icon="check" onClick={() => onChange({ status: "resolved", fix: { in: "next" } })}>
          In the next release
        </MenuButton>
      )}
      {newest.map(({ name }) => (
        <MenuButton key={name} icon="check" onClick={() => onChange({ status: "resolved", fix: { in: "release", release: name } })}>
          In {name}
        </MenuButton>
      ))}
      {newest.length === 0 && (
        <MenuButton icon="check" onClick={() => onChange({ status: "resolved" })}>
          Now
        </MenuButton>
      )}
    </>
  );
}
