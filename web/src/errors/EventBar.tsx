import type { ErrorEvent } from "../api/types.ts";
import { IconButton } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { count } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Time } from "../kit/Time.tsx";
import css from "./EventBar.module.css";
import type { EventPart } from "./eventParts.tsx";

export interface EventSteps {
  oldest: () => void;
  older: () => void;
  newer: () => void;
  latest: () => void;
}

interface EventBarProps {
  event: ErrorEvent | undefined;
  /** It was chosen for who comes without having chosen one. */
  recommended: boolean;
  /** The event at the address is not there, or could not be read. */
  failed: boolean;
  parts: EventPart[];
  steps: EventSteps;
}

/** Which event this is, the way to the others, and the way to its parts; stays in sight. */
export function EventBar({ event, recommended, failed, parts, steps }: EventBarProps) {
  return (
    <div class={css.bar}>
      <div class={css.line}>
        {event ? (
          <p class={css.which}>
            <b>
              Event {count(event.position)} of {count(event.total)}
            </b>
            <Time at={event.time} />
            {recommended && event.next && (
              <span title="Of the newest hundred events the one that leads furthest: to a trace and a person">
                <Pill tone="plain">Recommended</Pill>
              </span>
            )}
            <span class={css.id}>
              <code title={event.id}>{event.id.slice(0, 8)}</code>
              <CopyButton text={() => event.id} label="Copy the event's id" />
            </span>
          </p>
        ) : (
          <p class={css.which}>{failed ? <b>No event</b> : <Skeleton width={220} />}</p>
        )}
        <div class={css.steps}>
          <IconButton icon="first" label="Oldest event (o)" onClick={steps.oldest} disabled={!failed && !event?.previous} />
          <IconButton icon="left" label="Older event (j)" onClick={steps.older} disabled={!event?.previous} />
          <IconButton icon="right" label="Newer event (k)" onClick={steps.newer} disabled={!event?.next} />
          <IconButton icon="last" label="Latest event (l)" onClick={steps.latest} disabled={!failed && !event?.next} />
        </div>
      </div>
      {!failed && (
        <nav class={css.parts} aria-label="Parts of the event">
          {parts.map((part) => (
            <a key={part.id} href={`#${part.id}`}>
              {part.name}
              {part.note && <span> {part.note}</span>}
            </a>
          ))}
        </nav>
      )}
    </div>
  );
}
