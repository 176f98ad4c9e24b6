import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { read } from "../api/client.ts";
import { issuesPath } from "../api/paths.ts";
import type { IssuePage, Project } from "../api/types.ts";
import { issueItem, type Item } from "./items.ts";

const typingPause = 120;
const shown = 6;

/** Issues of the last 90 days that the text finds; the former ones stay until an answer is there. */
export function useIssues(text: string, project: Project | undefined): Item[] {
  const found = useSignal<Item[]>([]);
  useEffect(() => {
    const query = text.trim();
    if (!project || query.length < 2) {
      found.value = [];
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await read<IssuePage>(issuesPath(project.id, { range: "90d", sort: "last_seen", query }), abort.signal).catch(() => undefined);
      if (answer?.data) found.value = answer.data.issues.slice(0, shown).map((issue) => issueItem(issue, project));
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, project]);
  return found.value;
}
