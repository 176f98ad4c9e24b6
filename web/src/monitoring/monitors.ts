import type { Monitor, Project, Uptime } from "../api/types.ts";
import { counted, duration } from "../kit/format.ts";
import { roomHref } from "../shell/hrefs.ts";

/** The most urgent first. */
const urgency: Monitor["status"][] = ["down", "unknown", "new", "up", "paused"];

export function byUrgency(one: Monitor, other: Monitor): number {
  return urgency.indexOf(one.status) - urgency.indexOf(other.status) || one.name.localeCompare(other.name);
}

export function checksHref(project: Project, rest = ""): string {
  return `${roomHref(project, "monitoring")}/checks${rest && `/${rest}`}`;
}

/** "99.95 %", never rounded up to a hundred; "–" where nothing is known. */
export function uptimeText(share: number | null): string {
  if (share === null) return "–";
  if (share === 1) return "100 %";
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}

/** "40 min", of seconds. */
export function stretch(seconds: number): string {
  return duration(seconds * 1000);
}

/** What the percentage is of, for who wants to know. */
export function uptimeNote(uptime: Uptime): string {
  const known = uptime.up + uptime.down;
  const parts = [known > 0 ? `of ${stretch(known)} that are known` : "nothing is known"];
  if (uptime.down > 0) parts.push(`down ${stretch(uptime.down)}`);
  if (uptime.unknown >= 1) parts.push(`unknown ${stretch(uptime.unknown)}`);
  if (uptime.paused >= 1) parts.push(`paused ${stretch(uptime.paused)}`);
  return parts.join(", ");
}

/** What is watched, in few words: the address, or the schedule. */
export function target(monitor: Monitor): string {
  if (monitor.kind !== "heartbeat") return monitor.url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  return monitor.schedule || "no schedule";
}

/** Why it stands as it stands, where that is not clear by itself. */
export function reason(monitor: Monitor, now: number): string {
  if (monitor.status === "down") return monitor.lastProblem || monitor.incident?.cause || "";
  if (monitor.status === "unknown") return monitor.lastProblem || "Paddock was stopped or late.";
  if (monitor.doubt > 0) return `${counted(monitor.doubt, "failure")} in a row, looking again: ${monitor.lastProblem}`;
  if (monitor.status === "new") return monitor.kind === "heartbeat" ? "Nothing was heard of it yet." : "The first check is on its way.";
  if (monitor.runSince) return `Running for ${duration(now - Date.parse(monitor.runSince))}`;
  if (monitor.certificateEndsSoon && monitor.certificateExpiresAt) {
    const left = Date.parse(monitor.certificateExpiresAt) - now;
    return left > 0 ? `Its certificate ends in ${duration(left)}.` : "Its certificate has ended.";
  }
  return "";
}
