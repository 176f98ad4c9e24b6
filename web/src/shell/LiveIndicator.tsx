import { reached } from "../api/client.ts";
import { liveState, type LiveState } from "../api/live.ts";
import { cx } from "../kit/cx.ts";
import css from "./LiveIndicator.module.css";

const words: Record<LiveState | "away", [string, string]> = {
  connecting: ["Connecting", "Asking the server for news"],
  live: ["Live", "New events show within a second"],
  paused: ["Paused", "News stop while this tab is hidden"],
  lost: ["Offline", "The server does not answer; trying again"],
  away: ["Store is away", "What is sent is accepted and kept; it shows when the database is back"],
};

// An open stream alone promises nothing: news come out of the store.
const stateOf = { yes: "live", no: "lost", "store away": "away" } as const;

export function LiveIndicator() {
  const state = liveState.value === "live" ? stateOf[reached.value] : liveState.value;
  const [word, title] = words[state];
  return (
    <span class={cx(css.mark, css[state])} title={title} role="status">
      {word}
    </span>
  );
}
