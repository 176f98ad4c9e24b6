import type { ComponentChildren } from "preact";
import type { ErrorEvent, Project } from "../api/types.ts";
import { KeyValues } from "../kit/KeyValues.tsx";
import { FilterLink } from "../shell/FilterLink.tsx";
import { errorsHref } from "../shell/hrefs.ts";
import { Breadcrumbs } from "./Breadcrumbs.tsx";
import { entries } from "./entries.ts";
import { Exceptions } from "./Exceptions.tsx";
import css from "./parts.module.css";
import { GroupingPart } from "./GroupingPart.tsx";
import { RawEvent } from "./RawEvent.tsx";
import { remarkCount, RemarksPart } from "./RemarksPart.tsx";
import { Block, RequestPart } from "./RequestPart.tsx";

/** One part of an event's page; `id` is its anchor. */
export interface EventPart {
  id: string;
  name: string;
  note?: string;
  body: ComponentChildren;
}

/** The parts that this event has, in the order in which they help. */
export function partsOf(event: ErrorEvent, project: Project, issueId: number): EventPart[] {
  const parts: (EventPart | false)[] = [
    event.exceptions.length > 0 && { id: "stack", name: "Stack trace", body: <Exceptions event={event} project={project} /> },
    event.exceptions.length === 0 && !!event.message && { id: "message", name: "Message", body: <KeyValues of={[["", event.message]]} label="Message" /> },
    event.breadcrumbs.length > 0 && { id: "breadcrumbs", name: "Breadcrumbs", note: String(event.breadcrumbs.length), body: <Breadcrumbs event={event} /> },
    event.request !== null && { id: "request", name: "Request", body: <RequestPart request={event.request} /> },
    entries(event.user).length > 0 && { id: "user", name: "User", body: <KeyValues of={entries(event.user)} label="User" /> },
    event.tags.length > 0 && { id: "tags", name: "Tags", body: <Tags event={event} project={project} /> },
    entries(event.contexts).length > 0 && { id: "contexts", name: "Contexts", body: <Contexts contexts={event.contexts ?? {}} /> },
    entries(event.extra).length > 0 && { id: "extra", name: "Extra", body: <KeyValues of={entries(event.extra)} label="Extra" /> },
    entries(event.rest).length > 0 && { id: "rest", name: "Other", body: <KeyValues of={entries(event.rest)} label="Other" /> },
    remarkCount(event.remarks) > 0 && {
      id: "remarks",
      name: "Remarks",
      note: String(remarkCount(event.remarks)),
      body: <RemarksPart remarks={event.remarks} />,
    },
    { id: "grouping", name: "Grouping", body: <GroupingPart key={event.id} project={project} issueId={issueId} eventId={event.id} /> },
    { id: "raw", name: "Raw", body: <RawEvent event={event} project={project} /> },
  ];
  return parts.filter((part) => part !== false);
}

function Tags({ event, project }: { event: ErrorEvent; project: Project }) {
  return (
    <div class={css.tags}>
      {event.tags.map(({ key, value }, index) => (
        <FilterLink key={index} list={errorsHref(project)} name={key} value={value} />
      ))}
    </div>
  );
}

function Contexts({ contexts }: { contexts: Record<string, unknown> }) {
  return (
    <div class={css.stacked}>
      {Object.entries(contexts).map(([name, context]) => (
        <Block key={name} name={name} of={entries(context).filter(([key]) => key !== "type")} />
      ))}
    </div>
  );
}
