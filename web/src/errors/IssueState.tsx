import type { Issue } from "../api/types.ts";
import { absolute } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";

/** What people made of an issue; nothing while it is simply open. */
export function IssueStatePill({ issue }: { issue: Issue }) {
  if (issue.status === "resolved") return <Pill tone="good">Resolved</Pill>;
  if (issue.status === "archived") return <Pill tone="plain">Archived</Pill>;
  if (!issue.regressed) return null;
  return (
    <Pill tone="warning" title={`It was resolved and happened again ${absolute(issue.regressed)}`}>
      Regressed
    </Pill>
  );
}
