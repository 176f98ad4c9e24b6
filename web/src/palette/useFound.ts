import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { reached, read, type Problem } from "../api/client.ts";
import { questionPath } from "../api/paths.ts";
import type { Found, Project } from "../api/types.ts";
import { foundItems, type Item } from "./items.ts";

const typingPause = 120;

interface Answer {
  items: Item[];
  /** Why there is none. */
  problem?: Problem;
}

/** What the server finds by this text; what it found before stays until the answer is there. Asks again when the server or its store is back. */
export function useFound(text: string, project: Project | undefined): Answer {
  const found = useSignal<Answer>({ items: [] });
  useEffect(() => {
    const sought = text.trim();
    if (!project || sought.length < 2) {
      found.value = { items: [] };
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await read<Found>(questionPath(project.id, "find", { text: sought }), abort.signal).catch(() => undefined);
      if (answer?.data) found.value = { items: foundItems(answer.data, project) };
      else if (answer) found.value = { items: [], problem: answer.problem };
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, project, reached.value]);
  return found.value;
}
