import { issuesPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { IssuePage, Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { State } from "../kit/State.tsx";
import { hrefForRange, hrefWith } from "../shell/hrefs.ts";
import { during } from "../shell/range.ts";
import type { ComparedAnswer } from "../shell/useCompared.ts";
import { FirstEvent } from "./FirstEvent.tsx";
import { ListSummary } from "./ListSummary.tsx";
import { ListToolbar } from "./ListToolbar.tsx";
import type { ListView } from "./listView.ts";
import { shownStatus, withStatus } from "./statuses.ts";

interface EmptyListProps {
  project: Project;
  view: ListView;
  page: IssuePage;
  then: ComparedAnswer<IssuePage>;
}

/** No rows: because of the filters, because the time was quiet, or because nothing was ever sent. Each has its own way on. */
export function EmptyList({ project, view, page, then }: EmptyListProps) {
  const ever = useResource<IssuePage>(issuesPath(project.id, { range: "90d", query: "", sort: "last_seen", status: "all" }));
  const shown = shownStatus(view.query);
  const isPlain = shown !== undefined && shown !== "all" && withStatus(view.query, "unresolved") === "";
  const everything = useResource<IssuePage>(isPlain ? issuesPath(project.id, { range: view.range, query: "", sort: "last_seen", status: "all" }) : undefined);
  const isSettled = isPlain && (everything.data?.total ?? 0) > 0;
  if (!ever.data && !ever.problem) return null;
  if (isPlain && !everything.data && !everything.problem) return null;
  if (ever.data?.total === 0) return <FirstEvent project={project} />;
  return (
    <>
      <ListSummary page={page} view={view} then={then} />
      <ListToolbar project={project} view={view} page={page} problem={ever.problem} />
      {isSettled ? (
        <State
          title={`No ${shown === "unresolved" ? "open" : shown} issue ${during(view.range)}`}
          text={shown === "unresolved" ? "What was resolved and happens again comes back here by itself." : "Issues come here by what is done with them."}
        >
          {shown === "unresolved" ? (
            <ButtonLink href={hrefWith({ query: withStatus(view.query, "all") })}>Show all issues</ButtonLink>
          ) : (
            <ButtonLink href={hrefWith({ query: undefined })}>Open issues</ButtonLink>
          )}
        </State>
      ) : view.query ? (
        <State title="No issue matches" text={`Nothing ${during(view.range)} matches these filters.`}>
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
