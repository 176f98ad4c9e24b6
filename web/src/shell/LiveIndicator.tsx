import { liveState, type LiveState } from "../api/live.ts";
import { cx } from "../kit/cx.ts";
import css from "./LiveIndicator.module.css";

const words: Record<LiveState, [string, string]> = {
  connecting: ["Connecting", "Asking the server for news"],
  live: ["Live", "New events show within a second"],
  paused: ["Paused", "News stop while this tab is hidden"],
  lost: ["Offline", "The server does not answer; trying again"],
};

export function LiveIndicator() {
  const [word, title] = words[liveState.value];
  return (
    <span class={cx(css.live, css[liveState.value])} title={title} role="status">
      {word}
    </span>
  );
}
