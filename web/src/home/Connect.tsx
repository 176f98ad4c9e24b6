import type { Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { State } from "../kit/State.tsx";
import { hrefForRange } from "../shell/hrefs.ts";
import { may } from "../shell/may.ts";
import { keyOf } from "../shell/projects.ts";
import { during, isPicked, type Range } from "../shell/range.ts";
import css from "./Connect.module.css";

/** What to paste so that the rooms fill; stands in place of the tiles while there is nothing for any of them. */
export function Connect({ project, range }: { project: Project; range: Range }) {
  const key = keyOf(project);
  if (!may(project, "readKeys"))
    return <State inside title={`Nothing has come to ${project.name} ${during(range)}`} text="Members of the project see here what to paste into a site." />;
  return (
    <section class={css.connect} aria-labelledby="connect">
      <h2 id="connect">
        Nothing has come to {project.name} {during(range)}
      </h2>
      <p>Any of these lights up its rooms within a second. The key can only write.</p>
      <h3>Django, or any site with a Sentry client: errors, requests, who was signed in</h3>
      <Snippet
        text={`import sentry_sdk\nsentry_sdk.init(\n    dsn="${project.dsn ?? "…"}",\n    traces_sample_rate=1.0,\n    send_default_pii=True,\n)`}
        label="Copy the lines for settings.py"
      />
      <h3>Every page: visitors, web vitals, errors in browsers</h3>
      <Snippet text={`<script defer src="${location.origin}/js/paddock.js" data-key="${key}"></script>`} label="Copy the script tag" />
      <h3>OpenTelemetry in any language: requests, log lines, metrics</h3>
      <Snippet text={`OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}\nOTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${key}"`} label="Copy the settings" />
      <h3>Segment's clients: events and people</h3>
      <Snippet text={`new Analytics({ writeKey: "${key}", host: "${location.origin}" })`} label="Copy the line" />
      {!isPicked(range) && range !== "90d" && (
        <p>
          <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>
        </p>
      )}
    </section>
  );
}
