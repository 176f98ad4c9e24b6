import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { readErrorEvent } from "../api/errorEvent.ts";
import { read } from "../api/client.ts";
import { onNews } from "../api/live.ts";
import { eventPath } from "../api/paths.ts";
import type { Resource } from "../api/resource.ts";
import type { ErrorEvent, IssueDetail } from "../api/types.ts";

/** Keeps an issue's figures true. The event that is being read never changes by itself: the answer is how many newer ones have come. */
export function useLiveIssue(projectId: number, issueId: number, detail: Resource<IssueDetail>, event: Resource<ErrorEvent>): number {
  // How many events there were when the reader last looked at the latest one (or came).
  const known = useSignal<number | undefined>(undefined);
  const latest = useRef({ detail, event });
  latest.current = { detail, event };

  useEffect(() => {
    let asking = false;
    let again = false;
    const ask = async (): Promise<void> => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      const shown = latest.current.event.data;
      await Promise.all([latest.current.detail.refresh(), shown && steady(shown.id)]);
      asking = false;
      if (again) void ask();
      again = false;
    };

    /** The same event with its place among the others as it is now. */
    const steady = async (id: string): Promise<void> => {
      const answer = await read(eventPath(projectId, issueId, id), undefined, readErrorEvent);
      const { event: current } = latest.current;
      if (answer.data && current.data?.id === id && !current.busy && !current.problem) current.replace(answer.data);
    };

    return onNews(["errors", "issues"], (news) => {
      if ((!news.records["errors"] && !news.records["issues"]) || news.issues.includes(issueId)) void ask();
    });
  }, [projectId, issueId]);

  const shown = event.data;
  useEffect(() => {
    if (shown && (shown.next === null || known.peek() === undefined)) known.value = shown.total;
  }, [shown?.total, shown?.next]);

  return shown === undefined || known.value === undefined ? 0 : Math.max(0, shown.total - known.value);
}
