import type { MetricGraph } from "../api/types.ts";

/** What a reader must know before believing a graph of a metric. */
export function caveats(graph: MetricGraph): string[] {
  const said: string[] = [];
  const known = graph.lines.map((line) => line.values.map((value) => value !== null));
  const buckets = known[0]?.length ?? 0;
  const silent = Array.from({ length: buckets }, (_, index) => index).filter((index) => !known.some((line) => line[index])).length;
  const s = (count: number): string => (count === 1 ? "" : "s");
  if (silent > 0) said.push(`No sample came in ${silent} of ${buckets} parts of this time: the line is broken there.`);
  if (graph.restarts > 0) said.push(`Counters fell ${graph.restarts} time${s(graph.restarts)}, which is taken for a start from zero.`);
  if (graph.noNumbers > 0) said.push(`${graph.noNumbers} sample${s(graph.noNumbers)} left out: not a number, or infinite.`);
  if (graph.show === "quantiles" && graph.type.startsWith("histogram"))
    said.push("Quantiles are estimated between the histogram’s bounds; above the highest bound they are told as that bound.");
  if (graph.moreLines > 0) said.push(`The ${graph.lines.length} largest lines; ${graph.moreLines} more are not drawn.`);
  if (graph.shownSeries < graph.series) said.push(`Of ${graph.series} series, ${graph.shownSeries} were looked at.`);
  return said;
}
