import { issuesPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { IssuePage, Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { State } from "../kit/State.tsx";
import { hrefForRange, hrefWith } from "../shell/hrefs.ts";
import { during } from "../shell/range.ts";
import { FirstEvent } from "./FirstEvent.tsx";
import { ListSummary } from "./ListSummary.tsx";
import { ListToolbar } from "./ListToolbar.tsx";
import type { ListView } from "./listView.ts";

/** No rows: because of the filters, because the time was quiet, or because nothing was ever sent. Each has its own way on. */
export function EmptyList({ project, view, page }: { project: Project; view: ListView; page: IssuePage }) {
  const ever = useResource<IssuePage>(issuesPath(project.id, { range: "90d", query: "", sort: "last_seen" }));
  if (!ever.data && !ever.problem) return null;
  if (ever.data?.total === 0) return <FirstEvent project={project} />;
  return (
    <>
      <ListSummary page={page} range={view.range} />
      <ListToolbar view={view} page={page} problem={ever.problem} />
      {view.query ? (
        <State title="No issue matches" text={`Nothing ${during(view.range)} fits these filters.`}>
          <ButtonLink href={hrefWith({ query: undefined })}>Clear the filters</ButtonLink>
        </State>
      ) : (
        <State title={`No errors ${during(view.range)}`} text="The site was quiet, or nothing arrived. Earlier errors are kept.">
          <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>
        </State>
      )}
    </>
  );
}
