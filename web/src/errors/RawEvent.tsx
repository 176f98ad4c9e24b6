import { useSignal } from "@preact/signals";
import type { ErrorEvent } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import css from "./parts.module.css";

/** The event as the program answers it, written out only when somebody asks. */
export function RawEvent({ event }: { event: ErrorEvent }) {
  const open = useSignal(false);
  const text = (): string => JSON.stringify(event, null, 2);
  return (
    <>
      <div class={css.line}>
        <Button look="edged" onClick={() => (open.value = !open.value)}>
          {open.value ? "Hide JSON" : "Show JSON"}
        </Button>
        <CopyButton text={text} label="Copy the event as JSON" word="Copy" />
      </div>
      {open.value && (
        <pre class={css.raw} tabIndex={0}>
          {text()}
        </pre>
      )}
    </>
  );
}
