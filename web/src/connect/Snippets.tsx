import { Fragment } from "preact";
import type { Project } from "../api/types.ts";
import { Snippet } from "../kit/Snippet.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { keyOf } from "../shell/projects.ts";
import css from "./Connect.module.css";

const groups = ["Errors and requests", "Visitors and people", "Log lines", "Metrics"] as const;

interface Client {
  group: (typeof groups)[number];
  path: string;
  name: string;
  brings: string;
  parts: { says: string; text: string }[];
}

/** What to paste, for the kind of client that somebody has; chosen by the address. */
export function Snippets({ project }: { project: Project }) {
  const clients = clientsOf(project.dsn ?? "…", keyOf(project), location.origin);
  const chosen = clients.find((client) => client.path === place.value.search.get("client")) ?? clients[0]!;
  return (
    <>
      <dl class={css.tools} aria-label="What the site has">
        {groups.map((group) => (
          <Fragment key={group}>
            <dt>{group}</dt>
            <dd>
              {clients
                .filter((client) => client.group === group)
                .map((client) => (
                  <a
                    key={client.path}
                    href={hrefWith({ client: client === clients[0] ? undefined : client.path })}
                    aria-current={client === chosen ? "true" : undefined}
                  >
                    {client.name}
                  </a>
                ))}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p>{chosen.brings}</p>
      {chosen.parts.map(({ says, text }) => (
        <div key={says} class={css.part}>
          <h3>{says}</h3>
          <Snippet text={text} label={`Copy: ${says}`} />
        </div>
      ))}
    </>
  );
}

function clientsOf(dsn: string, key: string, origin: string): Client[] {
  const host = new URL(origin).hostname;
  const tag = `<script defer src="${origin}/js/paddock.js" data-key="${key}"></script>`;
  const django = (logs: string): string => `import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
    release="shop@1.0.0",
    environment="production",
    traces_sample_rate=1.0,
    send_default_pii=True,${logs}
)`;
  return [
    {
      group: "Errors and requests",
      path: "django",
      name: "Django",
      brings: "Errors, requests with their queries, log lines, and who was signed in; the tag adds pageviews, web vitals and errors in browsers.",
      parts: [
        { says: "settings.py, with sentry-sdk 2.35 or later", text: django("\n    enable_logs=True,") },
        { says: "base.html, in the head", text: tag },
      ],
    },
    {
      group: "Errors and requests",
      path: "django-old",
      name: "Django, old client",
      brings:
        "sentry-sdk 1.9 to 2.34 sends errors and requests. Log lines need integrations/django, one page of Python, which also joins pages to their requests.",
      parts: [
        { says: "settings.py", text: django("") },
        { says: "base.html, in the head", text: tag },
      ],
    },
    {
      group: "Errors and requests",
      path: "sentry",
      name: "Another Sentry client",
      brings: "Any Sentry client of any language: errors, and what else it sends by its own settings.",
      parts: [{ says: "The DSN", text: dsn }],
    },
    {
      group: "Errors and requests",
      path: "opentelemetry",
      name: "OpenTelemetry",
      brings: "Requests, log lines and metrics of any language, over HTTP.",
      parts: [
        {
          says: "The environment of the service",
          text: `OTEL_EXPORTER_OTLP_ENDPOINT=${origin}\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${key}"`,
        },
      ],
    },
    {
      group: "Visitors and people",
      path: "segment",
      name: "Segment",
      brings: "People, what they do, and revenue. Only the address changes.",
      parts: [{ says: "Where the client is made", text: `new Analytics({ writeKey: "${key}", host: "${origin}" })` }],
    },
    {
      group: "Visitors and people",
      path: "script",
      name: "Any site",
      brings: "Visitors, pages, web vitals and errors in browsers, without a cookie.",
      parts: [{ says: "In the head of every page", text: tag }],
    },
    {
      group: "Visitors and people",
      path: "posthog",
      name: "PostHog",
      brings: "Events, pages and people of its clients. There are no feature flags, no recordings and no surveys, and its clients are told so.",
      parts: [
        { says: "In the browser", text: `posthog.init("${key}", { api_host: "${origin}" })` },
        { says: "On the server, Python", text: `posthog = Posthog("${key}", host="${origin}")` },
      ],
    },
    {
      group: "Visitors and people",
      path: "mixpanel",
      name: "Mixpanel",
      brings: "Events and people of its clients. Only the address changes.",
      parts: [{ says: "In the browser", text: `mixpanel.init("${key}", { api_host: "${origin}" })` }],
    },
    {
      group: "Visitors and people",
      path: "trackers",
      name: "Plausible, Umami",
      brings:
        "Pages and events of their trackers, which stay where they are; only where they send to changes. Visitors are told apart as by Paddock’s own tag.",
      parts: [
        { says: "In Plausible’s tag", text: `data-domain="${key}" data-api="${origin}/api/event"` },
        { says: "In Umami’s tag", text: `data-website-id="${key}" data-host-url="${origin}"` },
      ],
    },
    {
      group: "Visitors and people",
      path: "ga4",
      name: "GA4 from a server",
      brings: "What servers send by GA4’s Measurement Protocol, with its purchases as revenue.",
      parts: [{ says: "The address", text: `${origin}/mp/collect?measurement_id=G-XXXX&api_secret=${key}` }],
    },
    {
      group: "Log lines",
      path: "loki",
      name: "Loki",
      brings: "Whatever pushes to Loki: Alloy, Promtail, Fluent Bit, Vector, winston-loki, pino-loki.",
      parts: [
        {
          says: "Alloy",
          text: `loki.write "paddock" {
  endpoint {
    url = "${origin}/loki/api/v1/push"
    basic_auth {
      username = "paddock"
      password = "${key}"
    }
  }
}`,
        },
      ],
    },
    {
      group: "Log lines",
      path: "elastic",
      name: "Elasticsearch",
      brings: "Filebeat, Fluent Bit, Vector and the clients of Elasticsearch, by its _bulk.",
      parts: [{ says: "filebeat.yml", text: `output.elasticsearch:\n  hosts: ["${origin}/in/elastic"]\n  username: paddock\n  password: ${key}` }],
    },
    {
      group: "Log lines",
      path: "seq",
      name: "Seq, Serilog",
      brings: "Loggers that write to Seq, in CLEF.",
      parts: [{ says: "Where the logger is made", text: `.WriteTo.Seq("${origin}", apiKey: "${key}")` }],
    },
    {
      group: "Log lines",
      path: "syslog",
      name: "syslog",
      brings: "rsyslog, syslog-ng, routers. Paddock listens once it is told where; the machine's firewall decides who reaches it.",
      parts: [
        { says: "The environment of Paddock", text: `Syslog__Listen="udp://0.0.0.0:5514?key=${key},tcp://0.0.0.0:5514?key=${key}"` },
        { says: "rsyslog.conf", text: `*.* @@${host}:5514;RSYSLOG_SyslogProtocol23Format` },
      ],
    },
    {
      group: "Log lines",
      path: "gelf",
      name: "GELF",
      brings: "Docker's gelf driver, graypy and other GELF senders. Paddock listens once it is told where; over HTTP it does already.",
      parts: [
        { says: "The environment of Paddock", text: `Gelf__Listen="udp://0.0.0.0:12201?key=${key}"` },
        { says: "Docker", text: `docker run --log-driver gelf --log-opt gelf-address=udp://${host}:12201 …` },
      ],
    },
    {
      group: "Log lines",
      path: "jsonlines",
      name: "JSON lines",
      brings: "Anything that can post a file of JSON objects, one a line.",
      parts: [{ says: "curl", text: `curl -H "Authorization: Bearer ${key}" --data-binary @app.jsonl "${origin}/in/jsonlines?service=shop"` }],
    },
    {
      group: "Metrics",
      path: "prometheus",
      name: "Prometheus",
      brings: "What Prometheus, Grafana Agent or vmagent scrape, by remote write 1 or 2. What OpenTelemetry measures comes by its own lines above.",
      parts: [
        { says: "prometheus.yml", text: `remote_write:\n  - url: ${origin}/api/v1/write\n    basic_auth:\n      username: paddock\n      password: ${key}` },
      ],
    },
    {
      group: "Metrics",
      path: "statsd",
      name: "StatsD",
      brings: "StatsD and DogStatsD, summed for ten seconds. Paddock listens once it is told where.",
      parts: [
        { says: "The environment of Paddock", text: `Statsd__Listen="udp://0.0.0.0:8125?key=${key}"` },
        { says: "The environment of the program, DogStatsD", text: `DD_AGENT_HOST=${host}\nDD_DOGSTATSD_PORT=8125` },
      ],
    },
  ];
}
