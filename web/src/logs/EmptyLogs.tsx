import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { LogPage, Project } from "../api/types.ts";
import { State } from "../kit/State.tsx";
import { keyOf } from "../shell/projects.ts";
import { NothingFound } from "../shell/NothingFound.tsx";
import type { View } from "../shell/view.ts";
import { Snippet } from "../kit/Snippet.tsx";

/** No lines: because of the filters, because the time was quiet, or because nothing was ever sent. */
export function EmptyLogs({ project, view }: { project: Project; view: View }) {
  const ever = useResource<LogPage>(questionPath(project.id, "logs", { range: "90d" }));
  if (!ever.data) return null;
  if (ever.data.lines.length === 0) {
    return (
      <State
        title="No log line has come yet"
        text="Lines come from OpenTelemetry, from Sentry's clients with logs switched on, or from Django's logging by the page of Python in integrations/django. With OpenTelemetry:"
      >
        <Snippet
          text={`OTEL_EXPORTER_OTLP_ENDPOINT=${location.origin}\nOTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${keyOf(project)}"\nOTEL_LOGS_EXPORTER=otlp`}
          label="Copy the settings"
        />
      </State>
    );
  }
  return <NothingFound what="line" view={view} />;
}
