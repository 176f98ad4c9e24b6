import { useEffect } from "preact/hooks";
import { onNews } from "../api/live.ts";
import { useResource } from "../api/resource.ts";
import type { Activity as Row, ActivityList, Project } from "../api/types.ts";
import { Time } from "../kit/Time.tsx";
import { More } from "../shell/More.tsx";
import css from "./IssueAside.module.css";

/** Who did what with the issue, and when. Nothing, where nobody did anything. */
export function Activity({ project, issueId }: { project: Project; issueId: number }) {
  const path = `/api/v1/projects/${project.id}/issues/${issueId}/activity`;
  const list = useResource<ActivityList>(path);
  useEffect(() => onNews(["errors", "issues"], (news) => news.issues.includes(issueId) && void list.refresh()), [path]);
  if (!list.data?.activity.length) return null;
  return (
    <section class={css.part}>
      <h3>Activity</h3>
      <ol class={css.list}>
        {list.data.activity.map((row, index) => (
          <li key={list.data!.activity.length - index}>
            <span>{said(row)}</span>
            <Time at={row.time} />
          </li>
        ))}
      </ol>
      <More list={list} path={path} join={(shown, more) => ({ ...more, activity: [...shown.activity, ...more.activity] })} />
    </section>
  );
}

function said({ actor, action, detail }: Row): string {
  if (action === "regressed") return "It happened again";
  if (action === "assigned") return actor === detail ? `${actor} took it` : `${actor} assigned it to ${detail}`;
  return action === "unassigned" ? `${actor} assigned it to nobody` : `${actor} ${action} it`;
}
