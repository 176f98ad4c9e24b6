import type { Arrivals, Arrived, Loss } from "../api/types.ts";

/** What would make more of what comes, and why. */
export interface Advice {
  title: string;
  text: string;
}

/** What is missing in what came, the most useful first. Nothing where nothing came at all: then everything is. */
export function adviceFor({ kinds }: Arrivals): Advice[] {
  const of = (kind: string): Arrived => kinds.find((each) => each.kind === kind) ?? none;
  const [errors, requests, logs, pageviews, events] = [of("errors"), of("requests"), of("logs"), of("pageviews"), of("events")];
  if (kinds.every((kind) => kind.records === 0)) return [];
  const fromServer = errors.records + requests.records + logs.records > 0;
  const rules: [boolean, string, string][] = [
    [!fromServer, "Nothing comes from the server", "Only browsers send. The lines for settings.py below bring its errors, requests and log lines."],
    [
      fromServer && requests.records === 0,
      "No request is traced",
      "Give the Sentry client traces_sample_rate=1.0, or export spans by OpenTelemetry: without them nobody can say what is slow.",
    ],
    [
      fromServer && logs.records === 0,
      "No log lines",
      "sentry-sdk 2.35 and later send them with enable_logs=True; for older ones there is a logging handler in integrations/django.",
    ],
    [
      pageviews.records === 0,
      "No pageviews",
      "Put the script tag into the base template. Blockers of advertisements leave it alone, since it comes from your own server.",
    ],
    [
      errors.records > 0 && errors.withPerson === 0,
      "Errors do not say who had them",
      "Give the Sentry client send_default_pii=True, so that “how many people” has an answer.",
    ],
    [
      errors.records > 0 && errors.withRelease === 0,
      "Errors do not say which release they are of",
      "Give the client release=…: then an issue says in which release it began.",
    ],
    [
      errors.records > 0 && errors.withEnvironment === 0,
      "Errors do not say which environment they are of",
      "Give the client environment=…, so that a test machine's errors can be left out.",
    ],
    [
      logs.records > 0 && logs.withTrace === 0,
      "Log lines are not joined to requests",
      "They carry no trace. The filter in integrations/django gives them one; OpenTelemetry's logging does it by itself.",
    ],
    [
      pageviews.records > 0 && requests.records > 0 && pageviews.withTrace === 0,
      "Pages are not joined to the requests that made them",
      "Print the tag by the template tag of integrations/django: then a pageview leads to its queries, log lines and errors.",
    ],
    [
      pageviews.records > 0 && events.records === 0,
      "No events of your own",
      'paddock.track("signed up") in a page, or Segment’s clients, tell what people do: funnels and retention are made of it.',
    ],
    [
      fromServer && of("metrics").records === 0,
      "No metrics",
      "OpenTelemetry, Prometheus’ remote write and StatsD bring what programs measure of themselves: queues, memory, what they sold.",
    ],
  ];
  return rules.filter(([applies]) => applies).map(([, title, text]) => ({ title, text }));
}

const none: Arrived = { kind: "", records: 0, last: null, doors: [], withRelease: 0, withEnvironment: 0, withTrace: 0, withPerson: 0 };

const reasons: Record<string, string> = {
  no_key: "sent without a key",
  bad_key: "sent with something that is no key",
  unknown_key: "sent with a key that no project has, or that was revoked",
  too_many_series: "labels that make too many series",
  sample_rate: "left out by the client's own sample rate",
  ratelimit_backoff: "held back by the client after it was told to wait",
  network_error: "lost by the client on the way",
  queue_overflow: "lost by the client, whose queue was full",
  before_send: "left out by the site's own before_send",
  event_processor: "left out by the client",
  limit_of_key: "above the limit of its key",
  limit_of_project: "above the limit of the project",
  browser_extension: "errors of browser extensions",
  legacy_browser: "errors in browsers of long ago",
  localhost: "errors on localhost",
  web_crawler: "errors in requests of crawlers",
  hydration_error: "React's hydration errors",
  chunk_load_error: "pages older than the last deployment (ChunkLoadError)",
  health_check: "requests of health checks",
  ip_address: "from an address that is filtered",
  error_message: "errors with a filtered message",
  release: "of a filtered release",
  own_upload: "the client's own uploads to Paddock",
  skewed: "of a time too far from now",
  too_old: "older than what is kept",
};

/** In words: why records were not kept. */
export function reasonOf({ outcome, reason }: Loss): string {
  const words = reasons[reason] ?? reason.replaceAll("_", " ");
  return words || outcome.replaceAll("_", " ");
}
