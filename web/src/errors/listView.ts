import { readRange, type Range } from "../shell/range.ts";

export const sorts = ["last_seen", "first_seen", "events", "users", "priority"] as const;
export type Sort = (typeof sorts)[number];

export const sortNames: Record<Sort, string> = {
  last_seen: "Last seen",
  first_seen: "First seen",
  events: "Events",
  users: "Users",
  priority: "Priority",
};

/** The state of the list, as its address says it. */
export interface ListView {
  range: Range;
  query: string;
  sort: Sort;
}

export function readListView(search: URLSearchParams): ListView {
  return {
    range: readRange(search),
    query: search.get("query") ?? "",
    sort: sorts.find((sort) => sort === search.get("sort")) ?? "last_seen",
  };
}
