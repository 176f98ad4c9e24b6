import { readView, type View } from "../shell/view.ts";

export const sorts = ["time", "requests", "p95", "failed"] as const;
export const samples = ["slowest", "newest", "failed"] as const;

/** What the address says about the requests. */
export interface RequestView extends View {
  sort: (typeof sorts)[number];
  which: (typeof samples)[number];
}

export function readRequestView(search: URLSearchParams): RequestView {
  return {
    ...readView(search),
    sort: sorts.find((each) => each === search.get("sort")) ?? "time",
    which: samples.find((each) => each === search.get("which")) ?? "slowest",
  };
}
