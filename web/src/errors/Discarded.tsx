import { useResource } from "../api/resource.ts";
import { issuesPartPath } from "../api/paths.ts";
import type { DiscardedList, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { save } from "../shell/session.ts";
import css from "./Discarded.module.css";
import { mayTriage } from "./triage.ts";

/** What is thrown away as it comes, with the way to let it in again. Nothing, where nothing is. */
export function Discarded({ project }: { project: Project }) {
  const list = useResource<DiscardedList>(issuesPartPath(project.id, "discarded"));
  const accept = async (id: number): Promise<void> => {
    const { problem } = await save("PATCH", `/api/v1/projects/${project.id}/issues`, { issues: [{ id, status: "unresolved" }] });
    if (problem) complain(problem);
    else tell("Its events are stored again");
    await list.refresh();
  };
  if (!list.data?.issues.length) return null;
  return (
    <section class={css.discarded}>
      <h2>Discarded</h2>
      <p>Their events are counted and not stored.</p>
      <ul>
        {list.data.issues.map((issue) => (
          <li key={issue.id}>
            <span title={issue.culprit}>{issue.title}</span>
            <span class={css.since}>
              since <Time at={issue.since} />
            </span>
            {mayTriage(project) && (
              <Button look="edged" onClick={() => void accept(issue.id)}>
                Store them again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
