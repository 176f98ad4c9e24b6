import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { read, type Problem } from "../api/client.ts";
import { onNews } from "../api/live.ts";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { LogPage } from "../api/types.ts";
import { isReading } from "../shell/reading.ts";
import type { View } from "../shell/view.ts";

// Milliseconds between two looks while nobody follows.
const pace = 10_000;

export interface LogTail {
  page: LogPage | undefined;
  problem: Problem | undefined;
  busy: boolean;
  following: boolean;
  toggleFollow: () => void;
  /** Lines that came while somebody was reading; they wait for `showNews`. */
  waiting: number;
  showNews: () => void;
  loadMore: () => Promise<void>;
  retry: () => void;
}

/** The lines under `view`, newest first. While they are followed, new ones come in at the top, unless somebody is reading. */
export function useLogTail(projectId: number, view: View): LogTail {
  const path = questionPath(projectId, "logs", { ...view });
  const list = useResource<LogPage>(path, true);
  const following = useSignal(false);
  const waiting = useSignal<{ path: string; page: LogPage; lines: number } | undefined>(undefined);
  const latest = useRef({ list, path });
  latest.current = { list, path };

  useEffect(() => {
    let asking = false;
    let looked = performance.now();
    const look = async (): Promise<void> => {
      if (asking || document.hidden) return;
      asking = true;
      looked = performance.now();
      const { path: asked } = latest.current;
      const answer = await read<LogPage>(asked);
      asking = false;
      const { list: shown, path: current } = latest.current;
      if (asked !== current || !answer.data) return;
      const fresh = answer.data;
      if (!shown.data || !isReading()) {
        waiting.value = undefined;
        shown.replace(fresh);
        return;
      }
      const lines = Math.max(0, (fresh.summary?.lines ?? 0) - (shown.data.summary?.lines ?? 0));
      if (lines > 0) waiting.value = { path: asked, page: fresh, lines };
    };
    return onNews(["logs"], (news) => {
      // Who does not follow is told now and then; who does, at once.
      if (following.peek() || !news.records.logs || performance.now() - looked > pace) void look();
    });
  }, [projectId]);

  const pending = waiting.value?.path === path ? waiting.value : undefined;
  return {
    page: list.data,
    problem: list.problem,
    busy: list.busy,
    following: following.value,
    toggleFollow: () => (following.value = !following.value),
    waiting: pending?.lines ?? 0,
    showNews: () => {
      if (pending) list.replace(pending.page);
      waiting.value = undefined;
      scrollTo({ top: 0 });
    },
    loadMore: async () => {
      const page = list.data;
      if (!page?.next) return;
      const answer = await read<LogPage>(questionPath(projectId, "logs", { ...view, cursor: page.next }));
      if (answer.data) list.replace({ ...page, next: answer.data.next, lines: [...page.lines, ...answer.data.lines] });
    },
    retry: () => void list.refresh(),
  };
}
