import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { onNews } from "../api/live.ts";
import { useResource, type Resource } from "../api/resource.ts";
import type { Activity as Row, ActivityList, Project } from "../api/types.ts";
import { Button, IconButton } from "../kit/Button.tsx";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { More } from "../shell/More.tsx";
import { save } from "../shell/session.ts";
import css from "./Activity.module.css";
import aside from "./IssueAside.module.css";
import { mayTriage } from "./triage.ts";

const longest = 4000;

/** Who did what with the issue and what was said about it, and a field to say something. */
export function Activity({ project, issueId }: { project: Project; issueId: number }) {
  const path = `/api/v1/projects/${project.id}/issues/${issueId}/activity`;
  const list = useResource<ActivityList>(path);
  useEffect(() => onNews(["errors", "issues"], (news) => news.issues.includes(issueId) && void list.refresh()), [path]);
  const may = mayTriage(project);
  if (!list.data || (!may && list.data.activity.length === 0)) return null;
  return (
    <section class={aside.part}>
      <h3>Activity</h3>
      {may && <Say project={project} issueId={issueId} list={list} />}
      <ol class={css.list}>
        {list.data.activity.map((row) => (
          <li key={row.id}>
            {row.action === "commented" ? (
              <Comment row={row} project={project} issueId={issueId} list={list} />
            ) : (
              <p class={css.line}>
                <span title={said(row)}>{said(row)}</span>
                <Time at={row.time} />
              </p>
            )}
          </li>
        ))}
      </ol>
      <More list={list} path={path} join={(shown, more) => ({ ...more, activity: [...shown.activity, ...more.activity] })} />
    </section>
  );
}

interface OfIssue {
  project: Project;
  issueId: number;
  list: Resource<ActivityList>;
}

function Say({ project, issueId, list }: OfIssue) {
  const text = useSignal("");
  const busy = useSignal(false);
  const send = async (): Promise<void> => {
    if (!text.value.trim() || busy.value) return;
    busy.value = true;
    const { problem } = await save("POST", `/api/v1/projects/${project.id}/issues/${issueId}/comments`, { text: text.value });
    busy.value = false;
    if (problem) complain(problem);
    else text.value = "";
    await list.refresh();
  };
  return (
    <form
      class={css.say}
      onSubmit={(submit) => {
        submit.preventDefault();
        void send();
      }}
    >
      <textarea
        id="comment"
        rows={2}
        maxLength={longest}
        aria-label="Comment"
        placeholder="Say what is known of it"
        value={text.value}
        onInput={(input) => (text.value = input.currentTarget.value)}
        onKeyDown={(press) => {
          if (press.key === "Enter" && (press.ctrlKey || press.metaKey)) void send();
          if (press.key === "Escape") press.currentTarget.blur();
        }}
      />
      {text.value.trim() !== "" && (
        <Button look="edged" title="Comment (Ctrl Enter)" disabled={busy.value}>
          Comment
        </Button>
      )}
    </form>
  );
}

function Comment({ row, project, issueId, list }: OfIssue & { row: Row }) {
  const path = `/api/v1/projects/${project.id}/issues/${issueId}/comments/${row.id}`;
  const remove = async (): Promise<void> => {
    const { problem } = await save("DELETE", path);
    if (problem) complain(problem);
    else tell("Deleted the comment", () => void restore());
    await list.refresh();
  };
  const restore = async (): Promise<void> => {
    const { problem } = await save("POST", `${path}/restore`);
    if (problem) complain(problem);
    await list.refresh();
  };
  return (
    <div class={css.comment}>
      <p class={css.line}>
        <b>{row.actor}</b>
        <span>
          <Time at={row.time} />
          {row.mine && <IconButton icon="trash" label="Delete the comment" onClick={() => void remove()} />}
        </span>
      </p>
      <p class={css.words}>{row.text || "(not shown to your role)"}</p>
    </div>
  );
}

/** Puts the cursor where something can be said, for the key. */
export function openComment(): void {
  document.getElementById("comment")?.focus();
}

const plain: Partial<Record<Row["action"], string>> = {
  reviewed: "marked it as reviewed",
  unassigned: "assigned it to nobody",
  merged: "merged it",
  unmerged: "unmerged it",
};

function said({ actor, action, detail }: Row): string {
  if (action === "regressed") return `It happened again${detail && ` in ${detail}`}`;
  if (action === "escalated") return `It escalated: ${detail}`;
  if (action === "returned") return "It came back from the archive";
  if (action === "assigned") return actor === detail ? `${actor} took it` : `${actor} assigned it to ${detail}`;
  if (action === "prioritized") return `${actor} gave it ${detail} priority`;
  if (action === "undone") return `${actor} took back: ${detail}`;
  return `${actor} ${plain[action] ?? `${action} it`}${detail && ` ${detail}`}`;
}
