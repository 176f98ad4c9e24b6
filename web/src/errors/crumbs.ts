import type { Breadcrumb } from "../api/types.ts";

/** A breadcrumb and how often it came in a row: the same query forty times is one line and a number. */
export interface CrumbRun {
  crumb: Breadcrumb;
  times: number;
}

export function runs(crumbs: Breadcrumb[]): CrumbRun[] {
  const all: CrumbRun[] = [];
  for (const crumb of crumbs) {
    const former = all.at(-1);
    if (former && said(former.crumb) === said(crumb)) {
      former.times += 1;
      former.crumb = crumb;
    } else all.push({ crumb, times: 1 });
  }
  return all;
}

function said({ type, category, level, message, data }: Breadcrumb): string {
  return JSON.stringify([type, category, level, message, data]);
}
