import { linksPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, TraceLinks, TraceSale } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import { absolute, counted, middle, money } from "../kit/format.ts";
import { Icon } from "../kit/Icon.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import css from "./Linked.module.css";
import { dayAround, funnelHref, personHref, roomHref, stepsTo, visitorHref } from "./hrefs.ts";
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

/** What was at stake for whom its errors befell, and whether it is lost; leads to the step where they fell out. */
function Sale({ sale, project }: { sale: TraceSale; project: Project }) {
  const amount = money(sale.amount, sale.currency);
  return (
    <a
      class={cx(!sale.orderedAt && css.bad)}
      href={funnelHref(project, dayAround(sale.stepAt), stepsTo(sale))}
      title={`They came to “${sale.step}” with ${amount}${sale.orderedAt ? `, and ordered at ${absolute(sale.orderedAt)}` : ". No order followed within a day of the error"}`}
    >
      {sale.orderedAt ? `${amount}, ordered after all` : `${amount} lost after “${sale.step}”`}
    </a>
  );
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
  const visit = links.visitor && visitorHref(project, links.visitor, dayAround(links.range.split("..")[0]!));
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
      {links.events > 0 && (
        <a href={visit || `${roomHref(project, "analytics")}${found}`} title={visit ? "Everything that this visitor did on that day" : undefined}>
          {counted(links.events, "event")} of a visitor
        </a>
      )}
      {links.people.map((person) => (
        <a key={person} href={`${personHref(project, person)}?range=30d`} title={`Everything that happened to ${person}`}>
          {middle(personName(project, person), 32)}
        </a>
      ))}
      {links.sale && <Sale sale={links.sale} project={project} />}
      {nothing && <span>nothing else belongs to this request</span>}
    </nav>
  );
}
