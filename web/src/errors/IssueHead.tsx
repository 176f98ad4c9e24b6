import type { ComponentChildren } from "preact";
import type { Issue, IssueDetail } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { absolute, counted, dayOf, middle, shortCount } from "../kit/format.ts";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Time } from "../kit/Time.tsx";
import { during, inRange, type Range } from "../shell/range.ts";
import css from "./IssueHead.module.css";
import { fixed, IssueStatePill, until } from "./IssueState.tsx";

/** What it is and how much of it; `kept` is the number of its events in all time, once that is known. */
export function IssueHead({ detail, range, kept }: { detail: IssueDetail | undefined; range: Range; kept: number | undefined }) {
  const issue = detail?.issue;
  return (
    <header class={css.head}>
      <LevelBar level={issue?.level ?? ""} />
      <div class={css.texts}>
        <h1 class={css.title} title={issue?.title}>
          {issue ? issue.title || "(no title)" : <Skeleton width={240} />}
        </h1>
        {issue?.value !== "" && (
          <p class={css.value} title={issue?.value}>
            {issue?.value ?? <Skeleton width={320} />}
          </p>
        )}
        {(issue?.archive || (issue?.fix && issue.fix.in !== "now")) && <p class={css.culprit}>{issue.archive ? until(issue) : fixed(issue)}</p>}
        <p class={css.second}>{issue ? <Facts issue={issue} /> : <Skeleton width={280} />}</p>
      </div>
      <dl class={css.figures}>
        <Figure
          name="Events"
          under={issue && (kept === undefined ? inRange(range) : `${inRange(range)}, ${shortCount(kept)} in all`)}
          title={kept === undefined ? "" : `The number ${during(range)}; ${counted(kept, "event")} in all are kept`}
        >
          {issue && <Count of={issue.events} unit="event" />}
        </Figure>
        <Figure name="Users" under={issue && inRange(range)} title={`People with a user id, ${during(range)}`}>
          {issue && <Count of={issue.users} unit="user" />}
        </Figure>
        <Figure
          name="First seen"
          under={issue && (issue.firstRelease ? middle(issue.firstRelease, 18) : dayOf(new Date(issue.firstSeen)))}
          title={issue?.firstRelease}
        >
          {issue && <Time at={issue.firstSeen} />}
        </Figure>
        <Figure name="Last seen" under={issue && dayOf(new Date(issue.lastSeen))} title={issue && absolute(issue.lastSeen)}>
          {issue && <Time at={issue.lastSeen} />}
        </Figure>
      </dl>
    </header>
  );
}

function Facts({ issue }: { issue: Issue }) {
  return (
    <>
      <LevelWord level={issue.level} />
      <IssueStatePill issue={issue} />
      {issue.priority !== "medium" && <span>{issue.priority} priority</span>}
      {issue.bookmarked && <Pill tone="plain">Bookmarked</Pill>}
      {issue.handled === false && <Pill tone="danger">Unhandled</Pill>}
      {issue.culprit && (
        <span class={css.culprit} title={issue.culprit}>
          {issue.culprit}
        </span>
      )}
      <span class={css.id}>#{issue.id}</span>
    </>
  );
}

function Figure({ name, children, under, title }: { name: string; children: ComponentChildren; under: string | undefined; title: string | undefined }) {
  return (
    <div class={css.figure}>
      <dt>{name}</dt>
      <dd class={css.number}>{children ?? <Skeleton width={48} />}</dd>
      <dd class={css.under} title={title}>
        {under ?? <Skeleton width={64} />}
      </dd>
    </div>
  );
}
