import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Problem } from "../api/client.ts";
import { monitorPath, questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { CreatedMonitor, MonitorDetail, MonitorHeader, MonitorRequest, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Choice, Field } from "../kit/Field.tsx";
import { Segments } from "../kit/Segments.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { go, place } from "../shell/location.ts";
import { save } from "../shell/session.ts";
import room from "../shell/Room.module.css";
import css from "./Checks.module.css";
import { checksHref } from "./monitors.ts";

const kinds = [
  { kind: "http", name: "Site" },
  { kind: "tcp", name: "Port" },
  { kind: "heartbeat", name: "Job" },
] as const;

/** …/checks/new, and …/checks/{id}/settings of one that is there. */
export function MonitorForm({ project, id }: { project: Project; id?: number }) {
  const detail = useResource<MonitorDetail>(id === undefined ? undefined : questionPath(project.id, `monitors/${id}`, { range: "24h" }));
  useEffect(() => void (document.title = `${id === undefined ? "Add a check" : "Settings of a check"} · ${project.name} · Paddock`), [project]);

  if (id !== undefined && detail.problem && !detail.data) return <ProblemState problem={detail.problem} onRetry={() => void detail.refresh()} />;
  const settings = id === undefined ? {} : detail.data?.settings;
  const kind = settings?.kind ?? kinds.find((each) => each.kind === place.value.search.get("kind"))?.kind ?? "http";
  return (
    <div class={room.room}>
      <BackLink href={checksHref(project, id === undefined ? "" : String(id))} name={id === undefined ? "Checks" : (detail.data?.monitor.name ?? "Check")} />
      <header class={css.head}>
        <h1>{id === undefined ? "Add a check" : `Settings of ${detail.data?.monitor.name ?? "…"}`}</h1>
      </header>
      {id === undefined && (
        <Segments
          label="What to watch"
          segments={kinds.map((each) => ({
            name: each.name,
            href: hrefWith({ kind: each.kind === "http" ? undefined : each.kind }),
            current: each.kind === kind,
          }))}
        />
      )}
      {settings && <Fields key={`${id} ${kind}`} project={project} id={id} kind={kind} settings={settings} />}
    </div>
  );
}

/** What is typed, by the names of the API. */
type Typed = Record<string, string>;

interface PartProps {
  project: Project;
  id: number | undefined;
  /** The value of a field, and what takes it. */
  field: (name: keyof MonitorRequest) => { value: string; onInput: (value: string) => void };
}

function Fields({ project, id, kind, settings }: { project: Project; id: number | undefined; kind: string; settings: MonitorRequest }) {
  const typed = useSignal<Typed>(write(kind, settings, project));
  const problem = useSignal<Problem | undefined>(undefined);
  const busy = useSignal(false);
  const field: PartProps["field"] = (name) => ({
    value: typed.value[name] ?? "",
    onInput: (value) => (typed.value = { ...typed.value, [name]: value }),
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    busy.value = true;
    const answer = await save<CreatedMonitor | undefined>(id === undefined ? "POST" : "PUT", monitorPath(project.id, id), read(kind, typed.value));
    busy.value = false;
    problem.value = answer.problem;
    if (!answer.problem) go(checksHref(project, String(id ?? answer.data?.id)));
  };
  return (
    <form class={css.form} onSubmit={(event) => void submit(event)}>
      {problem.value && (
        <p role="alert" class={css.why}>
          {problem.value.title}. {problem.value.detail}
        </p>
      )}
      <Field label="Name" {...field("name")} required maxLength={100} placeholder={kind === "heartbeat" ? "Nightly backup" : "Shop"} />
      {kind === "http" && (
        <>
          <Field label="Address" {...field("url")} required placeholder="https://shop.example.org/" hint="Redirects are followed, at most five." />
          <Field label="Text that must be in the answer" {...field("expectedText")} maxLength={500} hint="Empty: the status alone says whether it is up." />
        </>
      )}
      {kind === "tcp" && (
        <Field
          label="Address"
          {...field("url")}
          required
          placeholder="tcp://db.example.org:5432"
          hint="A host and a port. It is up when the connection is taken."
        />
      )}
      {kind === "heartbeat" && <JobFields project={project} id={id} field={field} />}
      {kind !== "heartbeat" && (
        <div class={css.pair}>
          <Field label="Every … seconds" type="number" {...field("intervalSeconds")} required />
          <Field label="Give up after … seconds" type="number" {...field("timeoutSeconds")} required />
        </div>
      )}
      <details>
        <summary>More</summary>
        <div>
          <div class={css.pair}>
            <Field
              label="Down after … failures in a row"
              type="number"
              {...field("failuresBeforeDown")}
              required
              hint={kind === "heartbeat" ? undefined : "After a failure it is looked at again within ten seconds."}
            />
            <Field label="Up again after … successes" type="number" {...field("successesBeforeUp")} required />
          </div>
          {id === undefined && <Field label="Environment" {...field("environment")} maxLength={64} placeholder="production" />}
          {kind === "http" && <AnswerFields project={project} id={id} field={field} />}
        </div>
      </details>
      <div class={css.actions}>
        <Button look="primary" disabled={busy.value}>
          {id === undefined ? "Start to watch" : "Save"}
        </Button>
        <ButtonLink href={checksHref(project, id === undefined ? "" : String(id))}>Cancel</ButtonLink>
      </div>
    </form>
  );
}

const methods = ["GET", "HEAD", "POST", "OPTIONS"].map((each) => ({ value: each, name: each }));

function AnswerFields({ field }: PartProps) {
  const { value, onInput } = field("method");
  const headers = field("headers");
  return (
    <>
      <div class={css.pair}>
        <Choice label="Method" value={value} onChange={onInput} options={methods} />
        <Field label="Good status" {...field("expectedStatus")} placeholder="200-299,401" />
        <Field label="Warn … days before its certificate ends" type="number" {...field("certificateDays")} required />
      </div>
      <div class={css.area}>
        <label for="headers">Headers to send</label>
        <textarea
          id="headers"
          rows={3}
          spellcheck={false}
          placeholder="Authorization: Bearer …"
          value={headers.value}
          onInput={(event) => headers.onInput(event.currentTarget.value)}
        />
        <small>A line each. A value that stays {kept} is kept as it is: Paddock does not show it again.</small>
      </div>
    </>
  );
}

function JobFields({ project, id, field }: PartProps) {
  const dsn = project.dsn ? new URL(project.dsn) : undefined;
  return (
    <>
      <div class={css.pair}>
        <Field
          label="Schedule"
          {...field("schedule")}
          placeholder="5 3 * * *"
          maxLength={100}
          hint="The fields of its crontab, or: every 10 minutes. Empty: it cannot be missed."
        />
        <Field label="Time zone of the crontab" {...field("timeZone")} placeholder="UTC" maxLength={100} />
      </div>
      <div class={css.pair}>
        <Field label="May begin … minutes late" type="number" {...field("marginMinutes")} required />
        <Field label="May take … minutes" type="number" {...field("maxRuntimeMinutes")} required />
      </div>
      {dsn && id === undefined && (
        <div class={css.area}>
          <span>Call this at the end of the job; its name becomes a part of the address</span>
          <Snippet text={`curl -fsS ${dsn.origin}/in/heartbeat/${dsn.username}/nightly-backup`} label="Copy the line" />
          <small>
            …/start at its beginning and …/fail, or …/$? with its exit code, tell more. A job that calls without being entered here enters itself, and so does
            one that reports to Sentry.
          </small>
        </div>
      )}
    </>
  );
}

// What stands for a value that is not told.
const kept = "…";

const numbers = ["intervalSeconds", "timeoutSeconds", "certificateDays", "failuresBeforeDown", "successesBeforeUp", "marginMinutes", "maxRuntimeMinutes"];

/** Which fields a kind has, and what stands in them at first. */
const usual: Record<string, Typed> = {
  http: {
    url: "",
    expectedText: "",
    intervalSeconds: "60",
    timeoutSeconds: "10",
    method: "GET",
    expectedStatus: "200-299",
    certificateDays: "14",
    failuresBeforeDown: "3",
  },
  tcp: { url: "", intervalSeconds: "60", timeoutSeconds: "10", failuresBeforeDown: "3" },
  heartbeat: { schedule: "", timeZone: "", marginMinutes: "1", maxRuntimeMinutes: "30", failuresBeforeDown: "1" },
};

function write(kind: string, settings: MonitorRequest, project: Project): Typed {
  const typed: Typed = { name: "", environment: "", successesBeforeUp: "1", ...usual[kind] };
  if (kind === "http" && project.domain) typed["url"] = `https://${project.domain}/`;
  for (const name of Object.keys(typed)) {
    const value = settings[name as keyof MonitorRequest];
    if (value !== undefined && value !== null) typed[name] = String(value);
  }
  if (kind === "http") typed["headers"] = (settings.headers ?? []).map((header) => `${header.name}: ${kept}`).join("\n");
  return typed;
}

function read(kind: string, typed: Typed): MonitorRequest {
  const { headers, ...fields } = typed;
  const body = Object.entries(fields).map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]);
  return { kind, ...Object.fromEntries(body), ...(headers === undefined ? {} : { headers: readHeaders(headers) }) };
}

function readHeaders(text: string): MonitorHeader[] {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const [name = "", ...rest] = line.split(":");
      const value = rest.join(":").trim();
      return { name: name.trim(), value: value === kept ? null : value };
    });
}
