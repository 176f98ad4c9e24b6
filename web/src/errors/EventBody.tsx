import type { Resource } from "../api/resource.ts";
import type { ErrorEvent, Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import css from "./EventBody.module.css";
import type { EventPart } from "./eventParts.tsx";
import parts from "./parts.module.css";
import { FilterLink } from "../shell/FilterLink.tsx";
import { LinkedToTrace } from "../shell/Linked.tsx";
import { errorsHref } from "../shell/hrefs.ts";

interface EventBodyProps {
  event: Resource<ErrorEvent>;
  parts: EventPart[];
  project: Project;
  issueId: number;
}

export function EventBody({ event, parts: all, project, issueId }: EventBodyProps) {
  if (event.problem?.status === 404) {
    return (
      <State inside title="This event is gone" text="It is older than records are kept, or the address is mistyped.">
        <ButtonLink href={hrefWith({ event: undefined })}>Latest event</ButtonLink>
      </State>
    );
  }
  if (event.problem) return <ProblemState inside problem={event.problem} onRetry={() => void event.refresh()} />;
  if (!event.data) return <Waiting />;
  return (
    <>
      <Highlights event={event.data} project={project} issueId={issueId} />
      {all.map((part) => (
        <section key={part.id} id={part.id} class={parts.part}>
          <h2>
            {part.name} {part.note && <small>{part.note}</small>}
          </h2>
          {part.body}
        </section>
      ))}
    </>
  );
}

/** What one looks for first, each a filter. */
function Highlights({ event, project, issueId }: { event: ErrorEvent; project: Project; issueId: number }) {
  const user = event.user?.["id"] ?? event.user?.["username"] ?? event.user?.["email"];
  const facts: [string, unknown][] = [
    ["environment", event.environment],
    ["release", event.release],
    ["transaction", event.transaction],
    ["user", user],
    ["host", event.host],
    ["trace", event.traceId],
  ];
  return (
    <>
      <div class={css.highlights}>
        {facts.map(([name, value]) => (value ? <FilterLink key={name} list={errorsHref(project)} name={name} value={String(value)} /> : null))}
      </div>
      {event.traceId && (
        <div class={css.linked}>
          <LinkedToTrace project={project} traceId={event.traceId} besides={issueId} />
        </div>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div class={css.waiting}>
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} width={260 + ((index * 137) % 380)} />
      ))}
    </div>
  );
}
