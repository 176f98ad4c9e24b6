import type { Tone } from "../charts/TimeGraph.tsx";
import type { Level } from "../api/types.ts";

/** One colour for what is as bad, wherever levels are drawn. */
export function toneOf(level: Level): Tone {
  if (level === "fatal" || level === "error") return "danger";
  if (level === "warning") return "warning";
  return level === "info" ? "info" : "quiet";
}
