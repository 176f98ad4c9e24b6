import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client.ts";
import { Button } from "./Button.tsx";
import css from "./State.module.css";

/** What stands in place of content: nothing there, nothing found, something wrong. `children` are the ways on. */
export function State({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class={css.state}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div class={css.actions}>{children}</div>}
    </div>
  );
}

export function ProblemState({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <div role="alert">
      <State title={problem.title} text={problem.detail}>
        <Button look="edged" onClick={onRetry}>
          Try again
        </Button>
      </State>
    </div>
  );
}
