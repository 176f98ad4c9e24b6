import { useEffect } from "preact/hooks";
import { useResource } from "../api/resource.ts";
import type { Project, ViewerList } from "../api/types.ts";
import { Time } from "../kit/Time.tsx";
import { save } from "../shell/session.ts";
import css from "./IssueAside.module.css";
import { mayTriage } from "./triage.ts";

/** Who of the team has looked at the issue; whoever looks now is one of them. */
export function SeenBy({ project, issueId }: { project: Project; issueId: number }) {
  const path = `/api/v1/projects/${project.id}/issues/${issueId}/viewers`;
  const list = useResource<ViewerList>(path);
  useEffect(() => {
    if (mayTriage(project)) void save("POST", path).then(() => list.refresh());
  }, [path]);
  if (!list.data?.viewers.length) return null;
  return (
    <section class={css.part}>
      <h3>Seen by</h3>
      <ul class={css.list}>
        {list.data.viewers.map((viewer) => (
          <li key={viewer.id}>
            <span title={viewer.email}>{viewer.name}</span>
            <Time at={viewer.seen} />
          </li>
        ))}
      </ul>
    </section>
  );
}
