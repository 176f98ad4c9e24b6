import { linksPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, TraceLinks } from "../api/types.ts";
import { counted, middle } from "../kit/format.ts";
import { Icon } from "../kit/Icon.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import css from "./Linked.module.css";
import { personHref, roomHref } from "./hrefs.ts";
import { personName } from "./personNames.ts";

/** The same for a record that names its trace; `besides` is the issue whose page it is. */
export function LinkedToTrace({ project, traceId, besides }: { project: Project; traceId: string; besides?: number }) {
  const { data } = useResource<TraceLinks>(linksPath(project.id, traceId));
  return <Linked links={data && { ...data, issues: data.issues.filter((issue) => issue.id !== besides) }} project={project} traceId={traceId} />;
}

interface LinkedProps {
  links: TraceLinks | undefined;
  project: Project;
  traceId: string;
}

/** What else belongs to the same request, with counts; each leads there. */
function Linked({ links, project, traceId }: LinkedProps) {
  if (!links) {
    return (
      <p class={css.linked}>
        <Skeleton width={280} />
      </p>
    );
  }
  const found = `?${new URLSearchParams({ query: `trace:${traceId}`, range: links.range })}`;
  const nothing = links.spans + links.logs + links.events + links.issues.length === 0;
  return (
    <nav class={css.linked} aria-label="Linked">
      <b>
        <Icon name="link" size={12} /> Linked
      </b>
      {links.issues.map((issue) => (
        <a
          key={issue.id}
          class={css.bad}
          href={`${roomHref(project, "errors")}/${issue.id}?${new URLSearchParams({ event: issue.eventId, range: links.range })}`}
          title={`${issue.title}: ${issue.value}`}
        >
          {middle(issue.title, 40)}
        </a>
      ))}
      {links.logs > 0 && <a href={`${roomHref(project, "logs")}${found}`}>{counted(links.logs, "log line")}</a>}
      {links.spans > 0 && <a href={`${roomHref(project, "monitoring")}/traces/${traceId}`}>{counted(links.spans, "span")}</a>}
      {links.events > 0 && <a href={`${roomHref(project, "analytics")}${found}`}>{counted(links.events, "event")} of a visit</a>}
      {links.people.map((person) => (
        <a key={person} href={`${personHref(project, person)}?range=30d`} title={`Everything that happened to ${person}`}>
          {middle(personName(project, person), 32)}
        </a>
      ))}
      {nothing && <span>nothing else belongs to this request</span>}
    </nav>
  );
}
