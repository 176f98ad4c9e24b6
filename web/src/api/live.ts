import { signal } from "@preact/signals";
import { markChanged, reached } from "./client.ts";
import type { LiveNews } from "./types.ts";

export type LiveState = "connecting" | "live" | "paused" | "lost";

/** What the header's indicator shows. */
export const liveState = signal<LiveState>("connecting");

/** A kind of record, by the name of its table; "issues": people have changed some. */
export type Kind = "errors" | "issues" | "logs" | "spans" | "events" | "person_updates" | "checks" | "check_ins" | "samples";

interface Listener {
  kinds: Kind[];
  hear: (news: LiveNews) => void;
}

/** Said after a gap: nobody knows what was missed, so every page asks again. */
export const afterGap: LiveNews = { records: {}, issues: [] };

/** Said when it has been quiet for long: figures move on with the clock, and a store that is away sends no news of it. */
export const stillQuiet: LiveNews = { records: {}, issues: [] };

const listeners = new Set<Listener>();
const slowest = 30_000;
const quietFor = 60_000;

/** Tells of records of these kinds, and of gaps and quiet in any case. */
export function onNews(kinds: Kind[], hear: (news: LiveNews) => void): () => void {
  const listener = { kinds, hear };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One stream per tab (HTTP/1.1 allows six connections to a host), closed while the tab is hidden. Returns what ends it. */
export function listen(projectId: number): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let wait = 1_000;
  let missedSome = false;

  function open(): void {
    // Between two tries the server is as lost as before.
    close(liveState.peek() === "lost" ? "lost" : "connecting");
    source = new EventSource(`/api/v1/projects/${projectId}/live`);
    source.onopen = () => {
      liveState.value = "live";
      wait = 1_000;
      if (missedSome) tell(afterGap);
      missedSome = false;
      listenOn();
    };
    source.addEventListener("news", (message: MessageEvent<string>) => {
      tell(JSON.parse(message.data) as LiveNews);
      listenOn();
    });
    source.onerror = () => {
      // The browser's own retries stop for good at an HTTP error and hammer at a dead server: ours back off instead.
      close("lost");
      missedSome = true;
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 2, slowest);
    };
  }

  function listenOn(): void {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      tell(stillQuiet);
      listenOn();
    }, quietFor);
  }

  function close(state: LiveState): void {
    clearTimeout(retry);
    clearTimeout(quiet);
    source?.close();
    source = undefined;
    liveState.value = state;
  }

  function follow(): void {
    if (!document.hidden) return open();
    close("paused");
    missedSome = true;
  }

  let before = reached.peek();
  const stopWatching = reached.subscribe((now) => {
    const isBack = before !== "yes" && now === "yes";
    before = now;
    if (isBack) tell(afterGap);
  });
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    stopWatching();
    document.removeEventListener("visibilitychange", follow);
    close("connecting");
  };
}

function tell(news: LiveNews): void {
  markChanged();
  const isOfAll = news === afterGap || news === stillQuiet;
  for (const { kinds, hear } of listeners) if (isOfAll || kinds.some((kind) => (news.records[kind] ?? 0) > 0)) hear(news);
}
