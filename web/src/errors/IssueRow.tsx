import { useEffect, useRef } from "preact/hooks";
import { readErrorEvent } from "../api/errorEvent.ts";
import { eventPath, issuePath } from "../api/paths.ts";
import { prefetch } from "../api/resource.ts";
import type { Issue, Project } from "../api/types.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { counted, middle } from "../kit/format.ts";
import { Icon } from "../kit/Icon.tsx";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Time } from "../kit/Time.tsx";
import { go, place } from "../shell/location.ts";
import { hrefAt, rangeName, type Range } from "../shell/range.ts";
import css from "./IssueRow.module.css";
import { IssueStatePill } from "./IssueState.tsx";
import type { Selection } from "./selection.ts";

export function IssueRow({ issue, project, range, selection }: { issue: Issue; project: Project; range: Range; selection: Selection | undefined }) {
  const href = hrefAt(`/p/${project.slug}/errors/${issue.id}`, place.value.search, {});
  const open = (click: MouseEvent): void => {
    if (click.defaultPrevented || (click.target as Element).closest("a, label") || getSelection()?.isCollapsed === false) return;
    if (click.ctrlKey || click.metaKey) window.open(href, "_blank", "noopener");
    else go(href);
  };
  // A hand that comes to rest on a row most often goes on to click it.
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ahead = (): void => {
    timer.current = setTimeout(() => {
      void prefetch(issuePath(project.id, issue.id, range));
      void prefetch(eventPath(project.id, issue.id, "recommended"), readErrorEvent);
    }, 80);
  };

  return (
    <tr class={css.row} onClick={open} onPointerEnter={ahead} onPointerLeave={() => clearTimeout(timer.current)}>
      <td class={css.issue}>
        <div class={css.inside}>
          {selection ? (
            <label class={css.check}>
              <input
                type="checkbox"
                aria-label={`Select ${issue.title}`}
                checked={selection.ids.value.has(issue.id)}
                onChange={() => selection.toggle(issue.id)}
              />
            </label>
          ) : (
            <span />
          )}
          <LevelBar level={issue.level} />
          <div class={css.texts}>
            <div class={cx(css.first, !issue.value && css.alone)}>
              <a class={css.title} href={href} data-row data-issue={issue.id} title={issue.value ? `${issue.title}: ${issue.value}` : issue.title}>
                {issue.title || "(no title)"}
              </a>
              <IssueStatePill issue={issue} />
              {issue.value && <span class={css.value}>{issue.value}</span>}
            </div>
            <div class={css.second}>
              <LevelWord level={issue.level} />
              {issue.handled === false && <span>unhandled</span>}
              {issue.culprit && (
                <span class={css.culprit} title={issue.culprit}>
                  {issue.culprit}
                </span>
              )}
              {issue.priority === "high" && <span class={css.priority}>high priority</span>}
              {issue.bookmarked && (
                <span class={css.mark} title="Bookmarked">
                  <Icon name="bookmark" size={12} />
                  <span class={css.unseen}>bookmarked</span>
                </span>
              )}
              {issue.assignee && <span title={`Assigned to ${issue.assignee.email}`}>{issue.assignee.name}</span>}
            </div>
          </div>
        </div>
      </td>
      <td class={css.graph}>
        <Sparkline values={issue.sparkline} label={`${counted(issue.events, "event")} over ${rangeName(range)}`} />
      </td>
      <td class={css.number}>
        <Fresh value={issue.events}>
          <Count of={issue.events} unit="event" />
        </Fresh>
      </td>
      <td class={cx(css.number, css.wide)}>
        <Count of={issue.users} unit="user" />
      </td>
      <td class={css.number}>
        <Time at={issue.lastSeen} />
      </td>
      <td class={cx(css.number, css.wide, css.quiet)}>
        <Time at={issue.firstSeen} />
      </td>
      <td class={cx(css.release, css.wide, css.quiet)} title={issue.firstRelease || undefined}>
        {issue.firstRelease ? middle(issue.firstRelease, 17) : "–"}
      </td>
    </tr>
  );
}

/** Lights up for a moment when the number has grown before the reader's eyes. */
function Fresh({ value, children }: { value: number; children: preact.ComponentChildren }) {
  const former = useRef(value);
  const grown = value > former.current;
  useEffect(() => void (former.current = value), [value]);
  return (
    <span key={value} class={grown ? css.fresh : undefined}>
      {children}
    </span>
  );
}

/** A row of the same size before its issue is there. */
export function WaitingRow({ index }: { index: number }) {
  return (
    <tr class={css.row}>
      <td class={css.issue}>
        <div class={css.inside}>
          <span />
          <LevelBar level="" />
          <div class={css.texts}>
            <div class={css.first}>
              <Skeleton width={200 + ((index * 67) % 140)} />
            </div>
            <div class={css.second}>
              <Skeleton width={120 + ((index * 41) % 90)} />
            </div>
          </div>
        </div>
      </td>
      <td class={css.graph}>
        <Skeleton width={120} />
      </td>
      {["", css.wide, "", css.wide].map((name, column) => (
        <td key={column} class={cx(css.number, name)}>
          <Skeleton width={column < 2 ? 24 : 48} />
        </td>
      ))}
      <td class={cx(css.release, css.wide)}>
        <Skeleton width={80} />
      </td>
    </tr>
  );
}
