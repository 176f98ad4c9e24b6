import type { Issue } from "../api/types.ts";
import { readQuery, writeQuery, type Term } from "../shell/query.ts";

export const statuses = ["unresolved", "resolved", "archived", "all"] as const;
export type Shown = (typeof statuses)[number];

// What else an issue can be: it says nothing of the status.
const states = ["new", "ongoing", "escalating", "regressed", "for_review", "first", "again", "assigned", "unassigned"];

const isStatus = ({ key, value }: Term): boolean => key === "is" && !states.includes(value);

/** Which issues a search lists: unresolved ones where it does not say. Undefined: it says something of its own ("!is:resolved"). */
export function shownStatus(query: string): Shown | undefined {
  const said = readQuery(query).filter(isStatus);
  if (said.length === 0) return "unresolved";
  const [only] = said;
  return said.length === 1 && !only!.not ? statuses.find((status) => status === only!.value) : undefined;
}

/** The same search for issues of another status. */
export function withStatus(query: string, status: Shown): string {
  const others = readQuery(query).filter((term) => !isStatus(term));
  return writeQuery(status === "unresolved" ? others : [{ key: "is", value: status, not: false }, ...others]);
}

/** Whether an issue that has just become `status` still belongs to the list. */
export function belongs(status: Issue["status"], query: string): boolean {
  const shown = shownStatus(query);
  return shown === undefined || shown === "all" || shown === status;
}
