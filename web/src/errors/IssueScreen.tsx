import { useEffect, useMemo } from "preact/hooks";
import { readErrorEvent } from "../api/errorEvent.ts";
import { eventPath, issuePath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Issue, IssueDetail, Project } from "../api/types.ts";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { cx } from "../kit/cx.ts";
import { middle, zoneName } from "../kit/format.ts";
import { ProblemState, State } from "../kit/State.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { useKeys, type Key } from "../shell/keys.ts";
import { back, go, place } from "../shell/location.ts";
import { usePageMemory } from "../shell/pageMemory.ts";
import { DifferentLink, DifferentPanel, type Compared } from "../shell/Different.tsx";
import { Shares } from "../shell/Shares.tsx";
import { errorsHref, hrefWith } from "../shell/hrefs.ts";
import { hrefAt, readRange } from "../shell/range.ts";
import { Activity, openComment } from "./Activity.tsx";
import { Affected } from "./Affected.tsx";
import { openAssignMenu } from "./AssignMenu.tsx";
import { EventBar, type EventSteps } from "./EventBar.tsx";
import { EventBody } from "./EventBody.tsx";
import { partsOf } from "./eventParts.tsx";
import { IssueActions } from "./IssueActions.tsx";
import { IssueHead } from "./IssueHead.tsx";
import { zoomOut, zoomTo } from "../shell/zoom.ts";
import css from "./IssueScreen.module.css";
import { SeenBy } from "./SeenBy.tsx";
import { Suspects } from "./Suspects.tsx";
import { changed, mayTriage, triage, type Change } from "./triage.ts";
import { LostSales } from "./LostSales.tsx";
import { Merged } from "./Merged.tsx";
import { Tickets } from "./Tickets.tsx";
import { useLiveIssue } from "./liveIssue.ts";
import { NewsChip } from "../shell/NewsChip.tsx";

export function IssueScreen({ project, issueId }: { project: Project; issueId: number }) {
  const { search } = place.value;
  const range = readRange(search);
  const chosen = search.get("event") ?? "recommended";
  const detail = useResource<IssueDetail>(issuePath(project.id, issueId, range), true);
  const event = useResource(eventPath(project.id, issueId, chosen), true, readErrorEvent);
  const news = useLiveIssue(project.id, issueId, detail, event);

  const issue = detail.data?.issue;
  useEffect(() => {
    if (issue) document.title = `${issue.title}${issue.value ? `: ${middle(issue.value, 60)}` : ""} · ${project.name} · Paddock`;
  }, [issue?.title, issue?.value]);
  // An old link to what was merged since leads to where its events are.
  useEffect(() => {
    if (issue && issue.id !== issueId) go(hrefAt(`/p/${project.slug}/errors/${issue.id}`, search, {}), true);
  }, [issue?.id, issueId]);
  const failed = event.problem !== undefined;
  const shown = failed ? undefined : event.data;
  usePageMemory(detail.data !== undefined && (failed || shown !== undefined));

  const list = hrefAt(`/p/${project.slug}/errors`, search, { event: undefined });
  const show = (id: string | null | undefined): void => {
    // In place of the former event: "back" leads to the list, not through every event that was looked at.
    if (id) go(hrefWith({ event: id }), true);
  };
  const steps: EventSteps = {
    oldest: () => show("oldest"),
    older: () => show(event.data?.previous),
    newer: () => show(event.data?.next),
    latest: () => {
      if (chosen === "latest") void event.refresh();
      else show("latest");
    },
  };
  const may = mayTriage(project);
  const change = (what: Change): void => {
    if (!issue || !detail.data || !may) return;
    detail.replace({ ...detail.data, issue: changed(issue, what) });
    const isGone = what.status === "deleted" || what.status === "discarded";
    void triage(project, { issues: [issue] }, what, detail.refresh).then((done) => done && isGone && back(list));
  };
  const become = (status: Issue["status"]): void => change({ status: issue?.status === status ? "unresolved" : status });
  const mark = (): void => change({ bookmarked: !issue?.bookmarked });
  const review = (): void => change({ reviewed: true });
  useKeys(useIssueScreenKeys({ steps, leave: () => back(list), become, mark, review }));

  if (detail.problem?.status === 404) {
    return (
      <State title="There is no such issue" text="It may have been deleted with its events, or the address is mistyped.">
        <ButtonLink href={list}>All errors</ButtonLink>
      </State>
    );
  }
  if (detail.problem && !detail.data) return <ProblemState problem={detail.problem} onRetry={() => void detail.refresh()} />;

  const compared: Compared = { project, of: "errors", one: "error", issue: issueId };
  const parts = shown ? partsOf(shown, project, issueId) : [];
  return (
    <article class={css.screen}>
      <NewsChip news={news} onShow={steps.latest} />
      <div class={css.top}>
        <BackLink href={list} name="Errors" />
        {issue && may && <IssueActions project={project} issues={[issue]} onChange={change} primary />}
      </div>
      <IssueHead detail={detail.data} range={range} kept={shown?.total} />
      <div class={css.graph} title={`Times in ${zoneName}`}>
        {detail.data && (
          <TimeGraph
            series={[{ name: "events", tone: "accent", values: detail.data.buckets.map((bucket) => bucket.events) }]}
            unit="event"
            bucketSeconds={detail.data.bucketSeconds}
            from={detail.data.from}
            to={detail.data.to}
            height={80}
            onZoom={zoomTo}
            onZoomOut={zoomOut}
          />
        )}
      </div>
      <p class={css.asked}>
        <DifferentLink compared={compared} query="" />
        <LostSales project={project} issueId={issueId} range={range} />
      </p>
      <DifferentPanel compared={compared} range={range} query="" />
      <div class={css.columns}>
        <div class={css.main}>
          <EventBar event={shown} recommended={chosen === "recommended"} failed={failed} parts={parts} steps={steps} />
          <div class={cx(event.busy && shown && css.waiting)}>
            <EventBody event={event} parts={parts} project={project} issueId={issueId} />
          </div>
        </div>
        <aside class={css.aside} aria-label="People, activity, breakdown of the events">
          <Suspects project={project} issueId={issueId} assignee={issue?.assignee} onAssign={may ? (person) => change({ assignee: person }) : undefined} />
          <Tickets key={issueId} project={project} issueId={issueId} />
          {detail.data && detail.data.merged > 0 && (
            <Merged project={project} issueId={issueId} count={detail.data.merged} again={() => void Promise.all([detail.refresh(), event.refresh()])} />
          )}
          <Affected project={project} issueId={issueId} range={range} />
          <Activity project={project} issueId={issueId} />
          <SeenBy project={project} issueId={issueId} />
          {detail.data?.tags.map((tag) => (
            <Shares
              key={tag.key}
              name={tag.key}
              values={tag.values.map(({ value, events }) => ({ value, count: events }))}
              total={tag.events}
              unit="event"
              list={errorsHref(project)}
            />
          ))}
        </aside>
      </div>
    </article>
  );
}

interface Doing {
  steps: EventSteps;
  leave: () => void;
  become: (status: Issue["status"]) => void;
  mark: () => void;
  review: () => void;
}

function useIssueScreenKeys(doing: Doing): Key[] {
  const current = useMemo(() => ({ ...doing }), []);
  Object.assign(current, doing);
  return useMemo(
    () => [
      { key: "j", does: "Older event", run: () => current.steps.older() },
      { key: "k", does: "Newer event", run: () => current.steps.newer() },
      { key: "l", does: "Latest event", run: () => current.steps.latest() },
      { key: "o", does: "Oldest event", run: () => current.steps.oldest() },
      { key: "e", does: "Resolve or reopen", run: () => current.become("resolved") },
      { key: "i", does: "Archive or reopen", run: () => current.become("archived") },
      { key: "a", does: "Assign", run: openAssignMenu },
      { key: "b", does: "Bookmark", run: () => current.mark() },
      { key: "r", does: "Mark as reviewed", run: () => current.review() },
      { key: "c", does: "Comment", run: openComment },
      { key: "Escape", does: "Back to the list", run: () => current.leave() },
    ],
    [],
  );
}
