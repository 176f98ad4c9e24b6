import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client.ts";
import { Button } from "./Button.tsx";
import css from "./State.module.css";

interface StateProps {
  title: string;
  text: string;
  /** Within a page that has a title of its own. */
  inside?: boolean;
  /** The ways on. */
  children?: ComponentChildren;
}

/** What stands in place of content: nothing there, nothing found, something wrong. */
export function State({ title, text, inside = false, children }: StateProps) {
  const Heading = inside ? "h2" : "h1";
  return (
    <div class={css.state}>
      <Heading>{title}</Heading>
      <p>{text}</p>
      {children && <div class={css.actions}>{children}</div>}
    </div>
  );
}

export function ProblemState({ problem, onRetry, inside = false }: { problem: Problem; onRetry: () => void; inside?: boolean }) {
  return (
    <div role="alert">
      <State title={problem.title} text={problem.detail} inside={inside}>
        {problem.status !== 403 && (
          <Button look="edged" onClick={onRetry}>
            Try again
          </Button>
        )}
      </State>
    </div>
  );
}
