import { onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals/attribution";
import type { Add, Failure, Page } from "./beacon.ts";

// A page that fails in a loop must not flood its own server.
const mostErrors = 10;
// The door keeps no more.
const longestStack = 8192;

/** Speed and failures of the page that the browser loaded. */
export default (add: Add, page: Page, failures: Failure[], data: DOMStringMap): void => {
  if (data.vitals !== "false") reportVitals(add, page);
  if (data.errors !== "false") reportErrors(add, failures);
};

const reportVitals = (add: Add, page: Page) => {
  const report = (metric: string, value: number, rating: string, target?: string) =>
    add({ name: "$vital", metric, value: Math.round(value * 1e4) / 1e4, rating, target }, page);
  onTTFB(({ value, rating }) => report("TTFB", value, rating));
  onFCP(({ value, rating }) => report("FCP", value, rating));
  onLCP(({ value, rating, attribution }) => report("LCP", value, rating, attribution.target));
  onCLS(({ value, rating, attribution }) => report("CLS", value, rating, attribution.largestShiftTarget));
  onINP(({ value, rating, attribution }) => report("INP", value, rating, attribution.interactionTarget));
};

const reportErrors = (add: Add, failures: Failure[]) => {
  const reported = new Set<string>();
  const report = (event: Failure) => {
    const isError = "error" in event;
    const thrown: unknown = isError ? event.error : event.reason;
    const error = thrown instanceof Error ? thrown : undefined;
    const type = error?.name ?? (isError ? "Error" : "UnhandledRejection");
    const message = error?.message ?? (isError ? event.message : describe(thrown));
    const stack = error?.stack?.slice(0, longestStack);
    const place = isError ? [event.filename, event.lineno, event.colno].join(":") : "";
    const known = [type, message, stack ?? place].join();
    if (reported.has(known) || reported.size === mostErrors) return;
    reported.add(known);
    add({
      name: "$error",
      type,
      message,
      mechanism: isError ? "onerror" : "onunhandledrejection",
      ...(stack ? { stack } : isError && { source: event.filename, line: event.lineno, column: event.colno }),
    });
  };
  failures.forEach(report);
  // From now on the first file's listeners report at once.
  failures.push = (event) => {
    report(event);
    return 0;
  };
};

const describe = (thrown: unknown) => {
  try {
    return typeof thrown === "object" ? JSON.stringify(thrown) : String(thrown);
  } catch {
    return "[object]"; // a circle, or a value that throws when it is read
  }
};
