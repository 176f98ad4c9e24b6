import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { read, type Problem } from "../api/client.ts";
import { afterGap, onNews } from "../api/live.ts";
import { issuesPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Issue, IssuePage, LiveNews } from "../api/types.ts";
import type { ListView } from "./listView.ts";
import { isReading } from "../shell/reading.ts";

export interface LiveList {
  page: IssuePage | undefined;
  problem: Problem | undefined;
  busy: boolean;
  /** Events that arrived while the reader was at work; their order waits for `showNews`. */
  waiting: number;
  showNews: () => void;
  /** Shows the page as it will be, before the server knows. */
  replace: (page: IssuePage) => void;
  loadMore: () => Promise<void>;
  retry: () => void;
}

/** The list under `view`, kept true by the live stream without moving a row under the reader's hand. */
export function useLiveList(projectId: number, view: ListView): LiveList {
  const search = { ...view };
  const path = issuesPath(projectId, search);
  const list = useResource<IssuePage>(path, true);
  const waiting = useSignal<{ path: string; page: IssuePage; events: number } | undefined>(undefined);
  const latest = useRef({ list, path });
  latest.current = { list, path };

  useEffect(() => {
    let asking = false;
    let again: LiveNews | undefined;

    const ask = async (news: LiveNews): Promise<void> => {
      if (asking) {
        again = again ? together(again, news) : news;
        return;
      }
      asking = true;
      const { path: asked } = latest.current;
      const answer = await read<IssuePage>(asked);
      asking = false;
      const { list: shown, path: current } = latest.current;
      if (asked === current) {
        if (answer.data) take(shown.data, answer.data, asked, news);
        // The list says so, and asks again until there is an answer.
        else if (!shown.problem) void shown.refresh();
      }
      const next = again;
      again = undefined;
      if (next) void ask(next);
    };

    const take = (shown: IssuePage | undefined, fresh: IssuePage, asked: string, news: LiveNews): void => {
      const already = waiting.peek();
      if (!shown || shown.issues.length === 0 || news === afterGap || (!already && !isReading())) {
        latest.current.list.replace(fresh);
        waiting.value = undefined;
        return;
      }
      latest.current.list.replace(withNewNumbers(shown, fresh, news));
      if (already || eventsOf(news) > 0) waiting.value = { path: asked, page: fresh, events: (already?.events ?? 0) + eventsOf(news) };
    };

    return onNews(["errors", "issues"], (news) => void ask(news));
  }, [projectId]);

  const pending = waiting.value?.path === path ? waiting.value : undefined;
  return {
    page: list.data,
    problem: list.problem,
    busy: list.busy,
    waiting: pending?.events ?? 0,
    showNews: () => {
      if (pending) list.replace(pending.page);
      waiting.value = undefined;
      scrollTo({ top: 0 });
    },
    loadMore: async () => {
      const page = list.data;
      if (!page?.next) return;
      const answer = await read<IssuePage>(issuesPath(projectId, { ...search, cursor: page.next }));
      if (answer.data) list.replace({ ...page, next: answer.data.next, issues: withoutDoubles([...page.issues, ...answer.data.issues]) });
    },
    replace: list.replace,
    retry: () => void list.refresh(),
  };
}

function eventsOf(news: LiveNews): number {
  return news.records["errors"] ?? 0;
}

function together(first: LiveNews, second: LiveNews): LiveNews {
  if (first === afterGap || second === afterGap) return afterGap;
  return { records: { errors: eventsOf(first) + eventsOf(second) }, issues: [...first.issues, ...second.issues] };
}

/** The rows as they stand with their new counts: same rows, same order, without those that somebody has taken out of the list. */
function withNewNumbers(shown: IssuePage, fresh: IssuePage, news: LiveNews): IssuePage {
  const byId = new Map(fresh.issues.map((issue) => [issue.id, issue]));
  const isGone = (id: number): boolean => !byId.has(id) && news.issues.includes(id) && fresh.next === null;
  return { ...fresh, next: shown.next, issues: shown.issues.filter(({ id }) => !isGone(id)).map((issue) => byId.get(issue.id) ?? issue) };
}

/** An issue may move from a later page to an earlier one between two answers. */
function withoutDoubles(issues: Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.id, issue])).values()];
}
