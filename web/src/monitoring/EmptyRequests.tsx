import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, RequestOverview } from "../api/types.ts";
import { Snippet } from "../kit/Snippet.tsx";
import { State } from "../kit/State.tsx";
import { NothingFound } from "../shell/NothingFound.tsx";
import type { View } from "../shell/view.ts";

/** No requests: because of the filters, because the time was quiet, or because nobody traces yet. */
export function EmptyRequests({ project, view }: { project: Project; view: View }) {
  const ever = useResource<RequestOverview>(questionPath(project.id, "requests", { range: "90d" }));
  if (!ever.data) return null;
  if (ever.data.totals.requests === 0) {
    return (
      <State
        title="No request has been traced yet"
        text="One argument of the client that already reports errors switches it on; each request then comes with its database queries and calls."
      >
        <Snippet text={`sentry_sdk.init(dsn="${project.dsn ?? "…"}", traces_sample_rate=1.0)`} label="Copy the line" />
      </State>
    );
  }
  return <NothingFound what="request" view={view} />;
}
