import type { Issue } from "../api/types.ts";
import { absolute, counted } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";

/** How an issue stands; nothing while it is simply known and open. */
export function IssueStatePill({ issue }: { issue: Issue }) {
  switch (issue.state) {
    case "resolved":
      return (
        <Pill tone="good" title={fixed(issue)}>
          Resolved
        </Pill>
      );
    case "archived":
      return (
        <Pill tone="plain" title={until(issue)}>
          Archived
        </Pill>
      );
    case "regressed":
      return (
        <Pill tone="warning" title={`It was resolved and happened again${issue.regressed ? ` ${absolute(issue.regressed)}` : ""}`}>
          Regressed
        </Pill>
      );
    case "escalating":
      return (
        <Pill tone="danger" title={`It became much more than usual${issue.escalated ? ` ${absolute(issue.escalated)}` : ""}`}>
          Escalating
        </Pill>
      );
    case "new":
      return (
        <Pill tone="info" title="First seen within the last seven days, and not reviewed yet">
          New
        </Pill>
      );
    default:
      return null;
  }
}

/** What ends an archive, in words. */
export function until({ archive }: Issue): string {
  if (!archive) return "Left alone, and still counted";
  const { until: end, count = 0, withinMinutes = 0, endsAt } = archive;
  if (end === "escalating") return "Archived until it becomes much more than usual";
  if (end === "time") return `Archived until ${endsAt ? absolute(endsAt) : "its time is over"}`;
  if (end === "events") return `Archived until ${counted(count, "more event")}${withinMinutes ? ` within ${counted(withinMinutes, "minute")}` : ""}`;
  if (end === "people") return `Archived until it meets ${counted(count, "more person", "more people")}`;
  return "Archived forever";
}

/** What has the fix, in words. */
export function fixed({ fix }: Issue): string {
  if (fix?.in === "next") return `Resolved in the release after ${fix.release}: events of that one and older ones leave it so`;
  if (fix?.in === "release") return `Resolved in ${fix.release}: events of older releases leave it so`;
  return "Resolved: an event that happens later opens it again";
}
