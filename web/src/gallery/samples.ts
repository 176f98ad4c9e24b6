import { incidents } from "../charts/incidents.ts";
import { releases } from "../charts/releases.ts";

const hour = 3_600_000;

/** Marks for the graphs of the page, which belong to no project; returns what takes them away again. */
export function showSamples(end: number): () => void {
  const [were, had] = [releases.peek(), incidents.peek()];
  releases.value = [
    { time: end - 140 * hour, name: "shop@1.4.2" },
    { time: end - 60 * hour, name: "shop@1.5.0" },
    { time: end - 52 * hour, name: "shop@1.5.1" },
    { time: end - 8 * hour, name: "shop@1.5.2-with-a-rather-long-name" },
  ];
  incidents.value = [{ from: end - 58 * hour, to: end - 50 * hour, isJob: false, monitor: 0, label: "The shop was down: status 502" }];
  return () => {
    releases.value = were;
    incidents.value = had;
  };
}
