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

/** "−12 ms", "−1.24 s", "−3 min", "−2 h": how long `time` was before `end`. */
export function before(time: string, end: string): string {
  const length = Math.round(Date.parse(end) - Date.parse(time));
  if (!Number.isFinite(length)) return "";
  const sign = length > 0 ? "−" : length < 0 ? "+" : "";
  const milliseconds = Math.abs(length);
  if (milliseconds < 1_000) return `${sign}${milliseconds} ms`;
  if (milliseconds < 60_000) return `${sign}${(milliseconds / 1000).toFixed(2)} s`;
  return milliseconds < 5_400_000 ? `${sign}${Math.round(milliseconds / 60_000)} min` : `${sign}${Math.round(milliseconds / 3_600_000)} h`;
}
