import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { FilterPreview, FilterSettings, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { TextField } from "../kit/Field.tsx";
import { count, rate } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { complain } from "../kit/Toast.tsx";
import { act } from "../shell/act.ts";
import { save } from "../shell/session.ts";
import css from "./Settings.module.css";

type Known = Exclude<keyof FilterSettings, "addresses" | "errorMessages" | "releases">;

const known: { name: Known; label: string; hint: string }[] = [
  { name: "healthChecks", label: "Health checks", hint: "Requests to /healthz, /ping, /up and the like. Nobody waits for them." },
  { name: "chunkLoadErrors", label: "ChunkLoadError", hint: "The page is older than the last deployment. A reload mends it." },
  { name: "hydrationErrors", label: "React hydration errors", hint: "The browser's page is not the server's. React mends it by itself." },
  { name: "browserExtensions", label: "Browser extensions", hint: "Errors of scripts that extensions put into pages." },
  { name: "webCrawlers", label: "Web crawlers", hint: "Errors in requests of search engines and other robots." },
  {
    name: "legacyBrowsers",
    label: "Legacy browsers",
    hint: "Errors in Internet Explorer, Edge before 79, Safari before 12, Chrome before 63, Firefox before 67.",
  },
  { name: "localhost", label: "Localhost", hint: "Errors in requests to localhost: a developer's own machine." },
];

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** Which records are noise. */
export function Filters({ project }: { project: Project }) {
  const path = projectPath(project.id, "filters");
  const filters = useResource<FilterSettings>(path);
  if (filters.problem && !filters.data) return <ProblemState inside problem={filters.problem} onRetry={() => void filters.refresh()} />;
  return (
    <section class={css.section}>
      <h2>Filters</h2>
      <p class={css.text}>What they catch is not kept: it makes no issue, no alert and no use of a limit. The count above says how much it was.</p>
      {filters.data ? <Form key={JSON.stringify(filters.data)} path={path} saved={filters.data} refresh={filters.refresh} /> : <Skeleton width={320} />}
    </section>
  );
}

function Form({ path, saved, refresh }: { path: string; saved: FilterSettings; refresh: () => Promise<unknown> }) {
  const settings = useSignal(saved);
  const [addresses, errorMessages, releases] = [
    useSignal(saved.addresses.join("\n")),
    useSignal(saved.errorMessages.join("\n")),
    useSignal(saved.releases.join("\n")),
  ];
  const preview = useSignal<FilterPreview | undefined>(undefined);

  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { ...settings.value, addresses: lines(addresses.value), errorMessages: lines(errorMessages.value), releases: lines(releases.value) };
    void act({ method: "PUT", path, body, done: "Saved. The filters hold from now on.", undo: { method: "PUT", path, body: saved }, refresh });
  };
  const ask = async (): Promise<void> => {
    const answer = await save<FilterPreview>("POST", `${path}/preview`, { errorMessages: lines(errorMessages.value), releases: lines(releases.value) });
    if (answer.problem) complain(answer.problem);
    else preview.value = answer.data;
  };

  return (
    <form class={cx(css.form, css.broad)} onSubmit={submit}>
      <div class={css.scopes} role="group" aria-label="Known noise">
        {known.map(({ name, label, hint }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={settings.value[name]}
              onChange={(change) => (settings.value = { ...settings.value, [name]: change.currentTarget.checked })}
            />
            <span>
              {label} <small>{hint}</small>
            </span>
          </label>
        ))}
      </div>
      <TextField
        label="Error messages"
        rows={4}
        value={errorMessages.value}
        onInput={(value) => (errorMessages.value = value)}
        placeholder="TypeError: *.foo is undefined"
        hint="One pattern a line, for the whole of “type: value” or of the message. * is anything, ? one character; case is of no matter."
      />
      <TextField
        label="Releases"
        rows={2}
        value={releases.value}
        onInput={(value) => (releases.value = value)}
        placeholder="shop@1.*"
        hint="Of errors and requests."
      />
      <TextField
        label="Addresses"
        rows={2}
        value={addresses.value}
        onInput={(value) => (addresses.value = value)}
        placeholder="192.0.2.0/24"
        hint="Clients from which Sentry's doors and those of page trackers take nothing. One address or network a line."
      />
      <div class={css.buttons}>
        <Button look="primary">Save filters</Button>
        <Button look="edged" onClick={() => void ask()}>
          Try the patterns
        </Button>
      </div>
      {preview.value && <Preview preview={preview.value} />}
    </form>
  );
}

function Preview({ preview }: { preview: FilterPreview }) {
  return (
    <div role="status">
      <p class={css.text}>
        Of {count(preview.errors)} errors of the last {preview.days} days that are kept, messages and releases would have kept out{" "}
        <b>{count(preview.dropped)}</b>
        {preview.errors > 0 && ` (${rate(preview.dropped, preview.errors)})`}.
      </p>
      {preview.examples.length > 0 && (
        <table class={table.table}>
          <tbody>
            {preview.examples.map(({ headline, errors }) => (
              <tr key={headline}>
                <td class={table.name} title={headline}>
                  {headline}
                </td>
                <td class={table.number}>{count(errors)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
