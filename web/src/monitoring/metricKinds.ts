import type { MetricGraph, Project } from "../api/types.ts";
import { roomHref } from "../shell/hrefs.ts";

const kinds: Record<string, string> = {
  gauge: "gauge",
  counter: "counter",
  counter_delta: "counter",
  updown: "up and down",
  updown_delta: "up and down",
  histogram: "histogram",
  histogram_delta: "histogram",
  distribution: "measurements",
};

/** In words: what kind of metric it is. */
export function kindName(type: string): string {
  return kinds[type] ?? type;
}

const ways: Record<MetricGraph["show"], string> = { rate: "Rate", quantiles: "Quantiles", avg: "Average", min: "Lowest", max: "Highest", sum: "Sum" };

export function wayName(show: string): string {
  return ways[show as MetricGraph["show"]] ?? show;
}

export function metricHref(project: Project, name: string): string {
  return `${roomHref(project, "monitoring")}/metrics/${encodeURIComponent(name)}`;
}
