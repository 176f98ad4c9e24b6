import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Traffic } from "../api/types.ts";
import { Snippet } from "../kit/Snippet.tsx";
import { State } from "../kit/State.tsx";
import { keyOf } from "../shell/projects.ts";
import { NothingFound } from "../shell/NothingFound.tsx";
import type { View } from "../shell/view.ts";

/** No visitor: because of the filters, because nobody came, or because no page has the script yet. */
export function EmptyTraffic({ project, view }: { project: Project; view: View }) {
  const ever = useResource<Traffic>(questionPath(project.id, "analytics", { range: "90d" }));
  if (!ever.data) return null;
  if (ever.data.totals.pageviews === 0) {
    return (
      <State
        title="No visitor has been seen yet"
        text="Put this line into the head of every page. It sets no cookie and keeps no address; visitors appear here within seconds. Whoever is known only by events of PostHog, Mixpanel or Segment without a page is in Product, under People."
      >
        <Snippet text={`<script defer src="${location.origin}/js/paddock.js" data-key="${keyOf(project)}"></script>`} label="Copy the script tag" />
      </State>
    );
  }
  return <NothingFound what="visitor" view={view} />;
}
