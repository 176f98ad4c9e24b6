import type { Resource } from "../api/resource.ts";
import type { Project, Story, StoryItem } from "../api/types.ts";
import { clockWithSecondsOf, dayOf, duration, money, took } from "../kit/format.ts";
import { Icon, type IconName } from "../kit/Icon.tsx";
import { cx } from "../kit/cx.ts";
import { roomHref } from "./hrefs.ts";
import { More } from "./More.tsx";
import css from "./StoryLine.module.css";

const icons: Record<StoryItem["kind"], IconName> = { error: "errors", event: "analytics", log: "logs", request: "monitoring", feedback: "person" };

// A pause longer than this between two things is shown.
const pause = 30 * 60_000;

/** Everything on one time axis, newest first; each leads to its own page. */
export function StoryLine({ story, path, project }: { story: Resource<Story>; path: string; project: Project }) {
  const items = story.data?.items ?? [];
  return (
    <>
      <ol class={css.story}>
        {items.map((item, index) => {
          const newer = items[index - 1];
          const gap = newer ? Date.parse(newer.time) - Date.parse(item.time) : 0;
          const day = dayOf(new Date(item.time));
          const startsDay = !newer || dayOf(new Date(newer.time)) !== day;
          return [
            startsDay ? (
              <li key={`day ${day}`} class={css.day}>
                {day}
              </li>
            ) : (
              gap > pause && (
                <li key={`gap ${index}`} class={css.day}>
                  {duration(gap)} later
                </li>
              )
            ),
            <Item key={index} item={item} project={project} />,
          ];
        })}
      </ol>
      <More list={story} path={path} join={(shown, more) => ({ ...more, items: [...shown.items, ...more.items] })} />
    </>
  );
}

function Item({ item, project }: { item: StoryItem; project: Project }) {
  const bad = item.kind === "error" || item.level === "error" || item.level === "fatal";
  const href = hrefOf(item, project);
  const title = item.title === "$pageview" ? "Pageview" : item.title;
  const body = (
    <>
      <time dateTime={item.time}>{clockWithSecondsOf(new Date(item.time))}</time>
      <span class={cx(css.sign, bad && css.bad)}>
        <Icon name={icons[item.kind]} size={14} />
      </span>
      <span class={css.text}>
        <b class={cx(bad && css.bad)}>{title || "(no name)"}</b> <span>{item.detail}</span>
      </span>
      <span class={css.end}>
        {item.revenue !== 0 && <b>{money(item.revenue, item.currency)}</b>}
        {item.kind === "request" && `${item.event} · ${took(item.durationMs)}`}
      </span>
    </>
  );
  return (
    <li>
      {href ? (
        <a class={css.item} data-row href={href}>
          {body}
        </a>
      ) : (
        <div class={css.item}>{body}</div>
      )}
    </li>
  );
}

function hrefOf(item: StoryItem, project: Project): string | undefined {
  if (item.kind === "error" && item.issue > 0)
    return `${roomHref(project, "errors")}/${item.issue}?${new URLSearchParams({ event: item.event, range: "90d" })}`;
  return item.traceId ? `${roomHref(project, "monitoring")}/traces/${item.traceId}` : undefined;
}
