import { readRange, type Range } from "../shell/range.ts";

export const statuses = ["unresolved", "all"] as const;
export const sorts = ["last_seen", "first_seen", "events", "users"] as const;
export type Status = (typeof statuses)[number];
export type Sort = (typeof sorts)[number];

export const sortNames: Record<Sort, string> = {
  last_seen: "Last seen",
  first_seen: "First seen",
  events: "Events",
  users: "Users",
};

/** The state of the list, as its address says it. */
export interface ListView {
  range: Range;
  query: string;
  status: Status;
  sort: Sort;
}

export function readListView(search: URLSearchParams): ListView {
  return {
    range: readRange(search),
    query: search.get("query") ?? "",
    status: statuses.find((status) => status === search.get("status")) ?? "unresolved",
    sort: sorts.find((sort) => sort === search.get("sort")) ?? "last_seen",
  };
}
