import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { AuditPage, Project } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import { Choice, Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { go, place } from "../shell/location.ts";
import { hrefWith } from "../shell/hrefs.ts";
import { More } from "../shell/More.tsx";
import { session } from "../shell/session.ts";
import { said } from "./said.ts";
import { browserName } from "./browser.ts";
import css from "./Settings.module.css";

const kinds = [
  { value: "", name: "everything" },
  { value: "member", name: "roles" },
  { value: "invitation", name: "invitations" },
  { value: "key", name: "keys" },
  { value: "token", name: "API tokens" },
  { value: "project", name: "settings" },
  { value: "account", name: "accounts" },
];

export function ProjectAudit({ project }: { project: Project }) {
  return <Audit path={projectPath(project.id, "audit")} />;
}

export function ServerAudit() {
  return <Audit path="/api/v1/audit" ofServer />;
}

/** Who did what, the last first. */
function Audit({ path, ofServer = false }: { path: string; ofServer?: boolean }) {
  const action = place.value.search.get("action") ?? "";
  const actor = place.value.search.get("actor") ?? "";
  const typed = useSignal(actor);
  const asked = `${path}?${new URLSearchParams({ action, actor })}`;
  const book = useResource<AuditPage>(asked, true);

  const submit = (event: Event): void => {
    event.preventDefault();
    go(hrefWith({ actor: typed.value.trim() || undefined }), true);
  };

  if (book.problem && !book.data) return <ProblemState inside problem={book.problem} onRetry={() => void book.refresh()} />;
  return (
    <section class={css.section}>
      <form class={css.row} onSubmit={submit}>
        <Choice
          label="What"
          value={action}
          options={kinds.filter((kind) => ofServer || kind.value !== "account")}
          onChange={(value) => go(hrefWith({ action: value || undefined }), true)}
        />
        <Field
          label="Who"
          type="search"
          value={typed.value}
          onInput={(value) => (typed.value = value)}
          maxLength={100}
          placeholder="A part of the e-mail, then Enter"
        />
      </form>
      {book.data?.entries.length === 0 ? (
        <State inside title="Nothing found" text={action || actor ? "Nothing of this kind was done, or not by them." : "Nothing has been changed here yet."} />
      ) : (
        <table class={table.table} aria-busy={book.busy}>
          <thead>
            <tr>
              <th scope="col" class={css.when}>
                When
              </th>
              <th scope="col" class={cx(css.middle, css.who)}>
                Who
              </th>
              <th scope="col">What</th>
              <th scope="col" class={cx(css.middle, table.wide)}>
                {ofServer ? "Project" : "With"}
              </th>
            </tr>
          </thead>
          <tbody>
            {book.data
              ? book.data.entries.map((entry) => (
                  <tr key={entry.id}>
                    <td class={css.when}>
                      <Time at={entry.time} />
                    </td>
                    <td class={cx(css.middle, css.who)} title={[entry.actor, browserName(entry.userAgent)].filter(Boolean).join(", ")}>
                      {entry.actor}
                    </td>
                    <td class={table.name} title={`${said(entry)} ${entry.detail}`}>
                      {said(entry)} <span>{entry.detail}</span>
                    </td>
                    <td class={cx(css.middle, table.wide, table.quiet)}>{ofServer ? projectName(entry.projectId) : browserName(entry.userAgent)}</td>
                  </tr>
                ))
              : Array.from({ length: 8 }, (_, index) => (
                  <tr key={index}>
                    <td />
                    <td colSpan={3}>
                      <Skeleton width={180 + ((index * 53) % 160)} />
                    </td>
                  </tr>
                ))}
          </tbody>
        </table>
      )}
      <More list={book} path={asked} join={(shown, more) => ({ ...more, entries: [...shown.entries, ...more.entries] })} />
      <p class={css.text}>Entries are kept for 400 days. IP addresses are not kept.</p>
    </section>
  );
}

function projectName(id: number | null): string {
  return id === null ? "" : (session.value?.projects.find((project) => project.id === id)?.name ?? `#${id}`);
}
