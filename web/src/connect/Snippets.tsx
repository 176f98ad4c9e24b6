import type { Project } from "../api/types.ts";
import { Segments } from "../kit/Segments.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { keyOf } from "../shell/projects.ts";
import css from "./Connect.module.css";

interface Client {
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
      <Segments
        label="What the site has"
        segments={clients.map((client, index) => ({
          name: client.name,
          href: hrefWith({ client: index === 0 ? undefined : client.path }),
          current: client === chosen,
        }))}
      />
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
      path: "django",
      name: "Django",
      brings: "Errors, requests with their queries, log lines, and who was signed in; the tag adds pageviews, web vitals and errors in browsers.",
      parts: [
        { says: "settings.py, with sentry-sdk 2.35 or later", text: django("\n    enable_logs=True,") },
        { says: "base.html, in the head", text: tag },
      ],
    },
    {
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
      path: "sentry",
      name: "Another Sentry client",
      brings: "Any Sentry client of any language: errors, and what else it sends by its own settings.",
      parts: [{ says: "The DSN", text: dsn }],
    },
    {
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
      path: "segment",
      name: "Segment",
      brings: "People, what they do, and revenue. Only the address changes.",
      parts: [{ says: "Where the client is made", text: `new Analytics({ writeKey: "${key}", host: "${origin}" })` }],
    },
    {
      path: "script",
      name: "Any site",
      brings: "Visitors, pages, web vitals and errors in browsers, without a cookie.",
      parts: [{ says: "In the head of every page", text: tag }],
    },
  ];
}
