import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { reached, read, type Problem } from "../api/client.ts";
import { issuesPath } from "../api/paths.ts";
import type { IssuePage, Project } from "../api/types.ts";
import { issueItem, type Item } from "./items.ts";

const typingPause = 120;
const shown = 6;

interface Found {
  items: Item[];
  /** Why there is no answer. */
  problem?: Problem;
}

/** Issues of the last 90 days that the text finds; the former ones stay until an answer is there. Asks again when the server or its store is back. */
export function useIssues(text: string, project: Project | undefined): Found {
  const found = useSignal<Found>({ items: [] });
  useEffect(() => {
    const query = text.trim();
    if (!project || query.length < 2) {
      found.value = { items: [] };
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await read<IssuePage>(issuesPath(project.id, { range: "90d", sort: "last_seen", status: "all", query }), abort.signal).catch(
        () => undefined,
      );
      if (answer?.data) found.value = { items: answer.data.issues.slice(0, shown).map((issue) => issueItem(issue, project)) };
      else if (answer) found.value = { items: [], problem: answer.problem };
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, project, reached.value]);
  return found.value;
}
