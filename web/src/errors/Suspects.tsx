import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Assignee, Project, Suspect, SuspectList } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { counted } from "../kit/format.ts";
import { Time } from "../kit/Time.tsx";
import aside from "./IssueAside.module.css";
import css from "./Suspects.module.css";

interface SuspectsProps {
  project: Project;
  issueId: number;
  /** Who has the issue now. */
  assignee: Assignee | null | undefined;
  /** Absent: who looks may not. */
  onAssign: ((person: Assignee) => void) | undefined;
}

/** Commits that may have brought the issue: they changed a file of its stack, in the release in which it came up. */
export function Suspects({ project, issueId, assignee, onAssign }: SuspectsProps) {
  const { data } = useResource<SuspectList>(projectPath(project.id, `issues/${issueId}/suspects`));
  if (!data?.release) return null;
  return (
    <section class={aside.part}>
      <h3>Suspect commits</h3>
      {data.suspects.length === 0 && (
        <p class={aside.none}>
          {data.commits > 0 ? (
            `None of the ${counted(data.commits, "commit")} of ${data.release} changed a file of this stack.`
          ) : (
            <>
              Of {data.release} no commits are known. <code>sentry-cli releases set-commits</code> tells of them.
            </>
          )}
        </p>
      )}
      <ul class={css.suspects}>
        {data.suspects.map((suspect) => (
          <Line key={suspect.sha} suspect={suspect} assignee={assignee} onAssign={onAssign} />
        ))}
      </ul>
    </section>
  );
}

function Line({ suspect, assignee, onAssign }: { suspect: Suspect } & Pick<SuspectsProps, "assignee" | "onAssign">) {
  const { sha, author, message, at, file, frame, line } = suspect;
  const who = suspect.assignee;
  const where = line > 0 ? `${suspect.function || "?"}, line ${line}` : suspect.function;
  return (
    <li>
      <b title={message}>{message.split("\n")[0] || "(no message)"}</b>
      <span title={`${sha}\n${author} <${suspect.email}>`}>
        <code>{sha.slice(0, 7)}</code> by {author || suspect.email || "somebody"} {at && <Time at={at} />}
      </span>
      <span title={where}>
        <code>{file}</code>, {frame === 1 ? "where it failed" : `${counted(frame - 1, "call")} of your code before it failed`}
      </span>
      {who && onAssign && who.id !== assignee?.id && (
        <Button look="edged" onClick={() => onAssign(who)}>
          Assign to {who.name}
        </Button>
      )}
    </li>
  );
}
