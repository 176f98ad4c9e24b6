import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { MergedList, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Count } from "../kit/Count.tsx";
import { counted } from "../kit/format.ts";
import aside from "./IssueAside.module.css";
import css from "./Merged.module.css";
import { mayTriage, unmerge } from "./triage.ts";

interface MergedProps {
  project: Project;
  issueId: number;
  count: number;
  again: () => void;
}

/** Of which issues this one was made, each with its own events, and the way apart. */
export function Merged({ project, issueId, count, again }: MergedProps) {
  const list = useResource<MergedList>(questionPath(project.id, `issues/${issueId}/merged`, {}));
  const refresh = (): void => {
    again();
    void list.refresh();
  };
  if (!list.data) return null;
  return (
    <section class={aside.part}>
      <h3>{counted(count + 1, "issue")} merged</h3>
      <ul class={css.parts}>
        {list.data.issues.map((part) => (
          <li key={part.id}>
            <span class={css.name} title={[part.title, part.value, part.culprit].filter(Boolean).join("\n")}>
              <b>{part.title}</b> <span>{part.culprit || part.value}</span>
            </span>
            <Count of={part.events} unit="event" />
            {part.merged && mayTriage(project) && (
              <Button title="Make it an issue of its own again, with its events" onClick={() => void unmerge(project, issueId, [part], refresh)}>
                Unmerge
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
