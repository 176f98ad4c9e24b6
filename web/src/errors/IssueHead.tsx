import type { Issue, IssueDetail } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { counted, shortCount } from "../kit/format.ts";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Time } from "../kit/Time.tsx";
import { rangeNames, type Range } from "../shell/range.ts";
import css from "./IssueHead.module.css";

/** What it is and how much of it. */
export function IssueHead({ detail, range }: { detail: IssueDetail | undefined; range: Range }) {
  const issue = detail?.issue;
  return (
    <header class={css.head}>
      <LevelBar level={issue?.level ?? ""} />
      <div class={css.texts}>
        <h1 class={css.title}>{issue ? issue.title || "(no title)" : <Skeleton width={240} />}</h1>
        <p class={css.value} title={issue?.value}>
          {issue ? issue.value : <Skeleton width={320} />}
        </p>
        <p class={css.second}>{issue ? <Facts issue={issue} /> : <Skeleton width={280} />}</p>
      </div>
      <dl class={css.figures}>
        <Figure name="Events" second={detail && `${counted(detail.eventsInRange, "event")} in ${rangeNames[range]}`} short={detail && `${shortCount(detail.eventsInRange)} in ${range}`}>
          {issue && <Count of={issue.events} unit="events" />}
        </Figure>
        <Figure name="Users" second={detail && `${counted(detail.usersInRange, "user")} in ${rangeNames[range]}`} short={detail && `${shortCount(detail.usersInRange)} in ${range}`}>
          {issue && <Count of={issue.users} unit="users" />}
        </Figure>
        <Figure name="First seen" second={issue?.firstRelease ?? undefined} short={issue && (issue.firstRelease ?? "no release")}>
          {issue && <Time at={issue.firstSeen} />}
        </Figure>
        <Figure name="Last seen" second={lastRelease(detail)} short={detail && (lastRelease(detail) ?? "no release")}>
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
      {issue.isNew && <Pill tone="info">New</Pill>}
      {issue.handled === false && <Pill tone="danger">Unhandled</Pill>}
      {issue.status !== "unresolved" && <Pill tone="good">{issue.status}</Pill>}
      <span class={css.culprit} title={issue.culprit}>
        {issue.culprit}
      </span>
      <span class={css.id}>#{issue.id}</span>
    </>
  );
}

function Figure({ name, children, second, short }: { name: string; children: preact.ComponentChildren; second: string | undefined; short: string | undefined }) {
  return (
    <div class={css.figure}>
      <dt>{name}</dt>
      <dd class={css.number}>{children ?? <Skeleton width={48} />}</dd>
      <dd class={css.under} title={second}>
        {short ?? <Skeleton width={64} />}
      </dd>
    </div>
  );
}

function lastRelease(detail: IssueDetail | undefined): string | undefined {
  return detail?.releases.toSorted((a, b) => Date.parse(b.firstSeen) - Date.parse(a.firstSeen))[0]?.release;
}
