import { useSignal } from "@preact/signals";
import { useResource } from "../api/resource.ts";
import { eventPath } from "../api/paths.ts";
import type { GroupingExplanation, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { may } from "../shell/may.ts";
import css from "./GroupingPart.module.css";

interface GroupingPartProps {
  project: Project;
  issueId: number;
  eventId: string;
}

/** Why the event is in this issue; asked only when somebody wants to know. */
export function GroupingPart(props: GroupingPartProps) {
  const open = useSignal(false);
  return (
    <>
      <div>
        <Button look="edged" onClick={() => (open.value = !open.value)}>
          {open.value ? "Hide" : "Why is it in this issue?"}
        </Button>
      </div>
      {open.value && <Explained {...props} />}
    </>
  );
}

function Explained({ project, issueId, eventId }: GroupingPartProps) {
  const { data, problem } = useResource<GroupingExplanation>(`${eventPath(project.id, issueId, eventId)}/grouping`);
  if (problem && !data) return <p class={css.note}>{problem.detail ?? problem.title}</p>;
  if (!data) return <Skeleton width={320} />;
  const rules = may(project, "manageProject") ? <a href={`/p/${project.slug}/settings/grouping`}>the project’s rules</a> : "the project’s rules";
  return (
    <>
      <p class={css.note}>
        {data.rule ? (
          <>
            A rule decides: <code>{data.rule}</code>
          </>
        ) : (
          <>Events in which all of what counts is the same are one issue. {rules} can change what counts.</>
        )}
        {!data.isByToday && " The rules have changed since: today the event would be grouped differently."}
        {!data.isCertain && " It was grouped by rules that are gone; this is how it would be without any."}
      </p>
      <ul class={css.parts}>
        {data.parts.map(({ part, text, ignored }, index) => (
          <li key={index} class={ignored ? css.ignored : undefined}>
            <span class={css.kind}>{part}</span>
            <code>{text}</code>
            {ignored && <small>{ignored}</small>}
          </li>
        ))}
      </ul>
      <p class={css.note}>
        Hash <code>{data.hash}</code>
      </p>
    </>
  );
}
