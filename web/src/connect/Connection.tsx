import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Arrivals, Arrived, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { count, rate } from "../kit/format.ts";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { may } from "../shell/may.ts";
import { now } from "../shell/now.ts";
import { keyOf } from "../shell/projects.ts";
import { useFresh } from "../shell/useFresh.ts";
import { adviceFor, reasonOf } from "./advice.ts";
import css from "./Connect.module.css";
import { Snippets } from "./Snippets.tsx";
import { sendTestRecords, type Sent } from "./testRecords.ts";

const names: Record<string, string> = {
  errors: "Errors",
  requests: "Requests",
  logs: "Log lines",
  pageviews: "Pageviews",
  events: "Events",
  metrics: "Samples of metrics",
};

/** What these are of says no more than its labels: nobody's, and of no request. */
const unjoined = ["metrics"];

// Milliseconds.
const hour = 3_600_000;

// Milliseconds: somebody waits here for the first record.
const livelyPace = 1_000;

/** What arrives, what is missing, what is not kept and why; and what to paste. */
export function Connection({ project }: { project: Project }) {
  const arrivals = useResource<Arrivals>(questionPath(project.id, "arrivals", {}), true);
  const { data } = arrivals;
  useEffect(() => void (document.title = `Connection · ${project.name} · Paddock`), [project]);
  useFresh(["errors", "spans", "events", "logs", "samples"], arrivals.refresh, livelyPace);
  if (arrivals.problem && !data) return <ProblemState problem={arrivals.problem} onRetry={() => void arrivals.refresh()} />;
  const advice = data ? adviceFor(data) : [];
  return (
    <div class={css.page} aria-busy={arrivals.busy}>
      <BackLink href={roomHref(project, "home")} name="Home" />
      <h1>Connection of {project.name}</h1>
      <section aria-labelledby="arrived">
        <h2 id="arrived">What arrived in the last 24 hours</h2>
        <div class={css.arrived}>{data && <Kinds kinds={data.kinds} />}</div>
      </section>
      {may(project, "readKeys") && <Test project={project} onSent={() => void arrivals.refresh()} />}
      {advice.length > 0 && (
        <section aria-labelledby="missing">
          <h2 id="missing">What is missing</h2>
          <dl class={css.advice}>
            {advice.map(({ title, text }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {data && data.losses.length > 0 && (
        <section aria-labelledby="lost">
          <h2 id="lost">What was not kept</h2>
          <table class={table.table}>
            <thead>
              <tr>
                <th scope="col">Why</th>
                <th scope="col" class={table.wide}>
                  Door
                </th>
                <th scope="col" class={table.number}>
                  Records
                </th>
                <th scope="col" class={table.number}>
                  Last
                </th>
              </tr>
            </thead>
            <tbody>
              {data.losses.map((loss) => (
                <tr key={`${loss.door} ${loss.signal} ${loss.outcome} ${loss.reason}`}>
                  <td title={`${loss.signal}: ${loss.outcome}${loss.reason && `(${loss.reason})`}`}>{reasonOf(loss)}</td>
                  <td class={table.wide}>{loss.door}</td>
                  <td class={table.number}>{count(loss.records)}</td>
                  <td class={table.number}>
                    {/* The ledger counts by the hour. */}
                    {now.value - Date.parse(loss.hour) < hour ? "this hour" : <Time at={loss.hour} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {may(project, "readKeys") && (
        <section class={css.connect} aria-labelledby="paste">
          <h2 id="paste">What to paste</h2>
          <Snippets project={project} />
        </section>
      )}
    </div>
  );
}

function Kinds({ kinds }: { kinds: Arrived[] }) {
  return (
    <table class={table.table}>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col" class={table.number}>
            Records
          </th>
          <th scope="col" class={table.number}>
            Last
          </th>
          <th scope="col" class={table.number} title="How many carry a trace, by which they are joined to the other kinds">
            With trace
          </th>
          <th scope="col" class={table.number} title="How many say who it was">
            With person
          </th>
          <th scope="col" class={`${table.number} ${table.wide}`} title="How many name a release">
            With release
          </th>
          <th scope="col" class={css.through}>
            Through
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind.kind}>
            <td>
              <i class={kind.records > 0 ? css.arrives : css.absent} aria-hidden="true" /> {names[kind.kind] ?? kind.kind}
            </td>
            <td class={table.number}>{kind.records > 0 ? count(kind.records) : "none"}</td>
            <td class={table.number}>{kind.last && <Time at={kind.last} />}</td>
            <td class={table.number}>{share(kind, kind.withTrace)}</td>
            <td class={table.number}>{share(kind, kind.withPerson)}</td>
            <td class={`${table.number} ${table.wide}`}>{share(kind, kind.withRelease)}</td>
            <td class={css.through} title={kind.doors.join(", ")}>
              {kind.doors.join(", ")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function share(kind: Arrived, part: number): string {
  return kind.records === 0 ? "" : unjoined.includes(kind.kind) ? "–" : rate(part, kind.records);
}

function Test({ project, onSent }: { project: Project; onSent: () => void }) {
  const state = useSignal<"ready" | "sending" | { trace: string; sent: Sent[] }>("ready");
  const send = async (): Promise<void> => {
    state.value = "sending";
    state.value = await sendTestRecords(project.id, keyOf(project));
    onSent();
  };
  const result = typeof state.value === "object" ? state.value : undefined;
  return (
    <section class={css.test} aria-label="Test">
      <Button look="edged" onClick={() => void send()} disabled={state.value === "sending"}>
        Send a test of each kind
      </Button>
      <p aria-live="polite">
        {result ? (
          <>
            {result.sent.map(({ kind, ok, says }) => (
              <span key={kind} class={ok ? css.accepted : css.refused}>
                {kind}: {says}
              </span>
            ))}
            <a href={`${roomHref(project, "monitoring")}/traces/${result.trace}`}>See them joined</a>
          </>
        ) : (
          "From this browser, through the doors that clients use. No visitor and no event is counted for it; its error, request and line are in the environment “test”, which !environment:test leaves out."
        )}
      </p>
    </section>
  );
}
