/** What became of one test record at its door. */
export interface Sent {
  kind: string;
  ok: boolean;
  says: string;
}

/** Sends one record of each kind through the doors that clients use, all of one trace, and says what each door answered. */
export async function sendTestRecords(projectId: number, key: string): Promise<{ trace: string; sent: Sent[] }> {
  const hex = (bytes: number): string => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const [trace, span, event] = [hex(16), hex(8), hex(16)];
  const now = Date.now();
  const at = (offset: number): string => `${now + offset}000000`;
  const resource = { attributes: [attribute("service.name", "paddock-test"), attribute("deployment.environment.name", "test")] };
  const bearer = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const error = {
    event_id: event,
    timestamp: now / 1000,
    platform: "other",
    level: "error",
    environment: "test",
    exception: { values: [{ type: "PaddockTest", value: "This error was sent by the test on the page Connection" }] },
    contexts: { trace: { trace_id: trace, span_id: span } },
  };
  const requests: [string, string, Record<string, string>, unknown][] = [
    [
      "error",
      `/api/${projectId}/envelope/?sentry_key=${key}&sentry_version=7`,
      { "Content-Type": "application/x-sentry-envelope" },
      [{ event_id: event }, { type: "event" }, error].map((part) => JSON.stringify(part)).join("\n"),
    ],
    [
      "request",
      "/v1/traces",
      bearer,
      {
        resourceSpans: [
          {
            resource,
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: trace,
                    spanId: span,
                    name: "paddock test",
                    kind: 2,
                    startTimeUnixNano: at(-120),
                    endTimeUnixNano: at(0),
                    attributes: [attribute("http.request.method", "GET"), attribute("http.route", "/paddock-test/")],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    [
      "log line",
      "/v1/logs",
      bearer,
      {
        resourceLogs: [
          {
            resource,
            scopeLogs: [
              {
                scope: { name: "paddock.test" },
                logRecords: [
                  {
                    timeUnixNano: at(-60),
                    severityNumber: 9,
                    body: { stringValue: "The test on the page Connection wrote this line" },
                    traceId: trace,
                    spanId: span,
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    [
      "pageview and event",
      `/in/script/event?key=${key}`,
      {},
      {
        url: `${location.origin}/paddock-test/`,
        trace,
        events: [
          { id: hex(8), name: "$pageview" },
          { id: hex(8), name: "paddock test" },
        ],
      },
    ],
  ];
  const sent = await Promise.all(
    requests.map(async ([kind, path, headers, body]): Promise<Sent> => {
      try {
        const answer = await fetch(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body), credentials: "omit" });
        return { kind, ok: answer.ok, says: answer.ok ? "accepted" : `refused with ${answer.status}` };
      } catch {
        return { kind, ok: false, says: "not reached" };
      }
    }),
  );
  return { trace, sent };
}

function attribute(key: string, value: string): { key: string; value: { stringValue: string } } {
  return { key, value: { stringValue: value } };
}
