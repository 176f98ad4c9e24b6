import { useSignal } from "@preact/signals";
import type { ErrorEvent, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import css from "./parts.module.css";
import { FilterLink } from "../shell/FilterLink.tsx";
import { errorsHref } from "../shell/hrefs.ts";

/** The event as the program answers it, written out only when somebody asks. */
export function RawEvent({ event, project }: { event: ErrorEvent; project: Project }) {
  const open = useSignal(false);
  const text = (): string => JSON.stringify(event, null, 2);
  return (
    <>
      <div class={css.line}>
        <Button look="edged" onClick={() => (open.value = !open.value)}>
          {open.value ? "Hide JSON" : "Show JSON"}
        </Button>
        <CopyButton text={text} label="Copy the event as JSON" word="Copy" />
        {event.sdk && <FilterLink list={errorsHref(project)} name="sdk" value={event.sdk} />}
      </div>
      {open.value && (
        <pre class={css.raw} tabIndex={0}>
          {text()}
        </pre>
      )}
    </>
  );
}
