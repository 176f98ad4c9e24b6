import type { Project } from "../api/types.ts";
import { Snippet } from "../kit/Snippet.tsx";
import css from "./FirstEvent.module.css";

/** What to paste so that the first error comes in; the list takes its place as soon as it does. */
export function FirstEvent({ project }: { project: Project }) {
  const lines = `import sentry_sdk\nsentry_sdk.init(dsn="${project.dsn ?? "…"}")`;
  return (
    <section class={css.setup} aria-labelledby="setup-title">
      <h1 id="setup-title">Send the first error</h1>
      <p>
        Paddock listens where Sentry's clients send. In a Django site, install the client, then put two lines at the end of <code>settings.py</code>.
      </p>
      <Snippet text="pip install sentry-sdk" label="Copy the command" />
      <Snippet text={lines} label="Copy the two lines" />
      <p>
        Then raise an error: open a page that does not work, or run <code>python manage.py shell -c "1/0"</code>. A site that already reports to Sentry needs
        only the new DSN.
      </p>
      <p class={css.waiting} role="status">
        Waiting for the first event of {project.name}
      </p>
    </section>
  );
}
