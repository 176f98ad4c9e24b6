import type { ErrorEvent, ExceptionValue, Project } from "../api/types.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Pill } from "../kit/Pill.tsx";
import css from "./Exceptions.module.css";
import { UnmappedFiles } from "./UnmappedFiles.tsx";
import { exceptionName, traceback } from "./stack.ts";
import { StackTrace } from "./StackTrace.tsx";

/** The exception that was raised, then what it came from. */
export function Exceptions({ event, project }: { event: ErrorEvent; project: Project }) {
  return (
    <div class={css.chain}>
      {event.exceptions.map((exception, index) => (
        <section key={index} class={css.one}>
          {index > 0 && <p class={css.because}>Caused by</p>}
          <div class={css.head}>
            <Name exception={exception} />
            {index === 0 && <CopyButton text={() => traceback(event.exceptions)} label="Copy the trace as text" word="Copy" />}
          </div>
          <UnmappedFiles frames={exception.frames} event={event} project={project} />
          {exception.frames.length > 0 ? (
            <StackTrace frames={exception.frames} platform={event.platform} />
          ) : (
            <p class={css.none}>The client sent no stack trace.</p>
          )}
        </section>
      ))}
    </div>
  );
}

function Name({ exception }: { exception: ExceptionValue }) {
  return (
    <div class={css.name}>
      <h3>{exceptionName(exception)}</h3>
      {exception.value && <p class={css.value}>{exception.value}</p>}
      {exception.handled === false && <Pill tone="danger">Unhandled</Pill>}
      {exception.handled === true && <Pill tone="plain">Handled</Pill>}
      {exception.mechanism && <span class={css.mechanism}>by {exception.mechanism}</span>}
    </div>
  );
}
