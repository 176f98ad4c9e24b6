import type { Change } from "./triage.ts";

const hour = 60;
const day = 24 * hour;

/** How long an issue can be left alone, as the menu says it. */
export const archives: { name: string; archive: NonNullable<Change["archive"]> }[] = [
  { name: "Until it becomes much more than usual", archive: { until: "escalating" } },
  { name: "For an hour", archive: { until: "time", minutes: hour } },
  { name: "For a day", archive: { until: "time", minutes: day } },
  { name: "For a week", archive: { until: "time", minutes: 7 * day } },
  { name: "Until 10 more events", archive: { until: "events", count: 10 } },
  { name: "Until 1,000 more events", archive: { until: "events", count: 1_000 } },
  { name: "Until 100 events within an hour", archive: { until: "events", count: 100, withinMinutes: hour } },
  { name: "Until it meets 10 more people", archive: { until: "people", count: 10 } },
  { name: "Forever", archive: { until: "forever" } },
];
