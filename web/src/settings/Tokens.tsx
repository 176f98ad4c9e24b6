import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { NewToken, Project, Token, TokenList } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { complain } from "../kit/Toast.tsx";
import { may, type Capability } from "../shell/may.ts";
import { save } from "../shell/session.ts";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

const scopes: { name: string; says: string; needs: Capability }[] = [
  { name: "read", says: "figures, lists and traces, without personal data", needs: "read" },
  { name: "personal", says: "also people, log lines, single events, files", needs: "readPersonalData" },
  { name: "sql", says: "any question in SQL", needs: "rawSql" },
  { name: "write", says: "work on records, such as resolving errors", needs: "triage" },
  { name: "manage", says: "the project's settings", needs: "manageProject" },
];

/** What programs use the API with. */
export function Tokens({ project }: { project: Project }) {
  const path = projectPath(project.id, "tokens");
  const tokens = useResource<TokenList>(path);
  const made = useSignal<NewToken | undefined>(undefined);
  if (tokens.problem && !tokens.data) return <ProblemState inside problem={tokens.problem} onRetry={() => void tokens.refresh()} />;
  return (
    <>
      <section class={css.section}>
        <h2>API tokens</h2>
        <p class={css.text}>
          For programs that use the API. A token does what its scopes say, and never more than who made it may do at that moment.{" "}
          {!may(project, "manageProject") && "You see those that you made."}
        </p>
        {tokens.data?.tokens.length !== 0 && (
          <table class={table.table} aria-busy={tokens.busy}>
            <thead>
              <tr>
                <th scope="col">Token</th>
                <th scope="col" class={css.middle}>
                  Scopes
                </th>
                <th scope="col" class={cx(css.middle, table.wide)}>
                  Made by
                </th>
                <th scope="col" class={cx(table.number, table.wide)}>
                  Made
                </th>
                <th scope="col" class={table.number}>
                  Used
                </th>
                <th scope="col" class={css.act} />
              </tr>
            </thead>
            <tbody>
              {tokens.data ? (
                tokens.data.tokens.map((token) => <Row key={token.id} path={`${path}/${token.id}`} token={token} refresh={tokens.refresh} />)
              ) : (
                <tr>
                  <td>
                    <Skeleton width={160} />
                  </td>
                  <td colSpan={5} />
                </tr>
              )}
            </tbody>
          </table>
        )}
        {made.value && (
          <div class={css.once}>
            <strong>The token “{made.value.token.name}”</strong>
            <Snippet text={made.value.secret} label="Copy the token" />
            <p>It is shown only once. Send it as: Authorization: Bearer …</p>
          </div>
        )}
      </section>
      <Make project={project} path={path} onMade={(token) => ((made.value = token), void tokens.refresh())} />
    </>
  );
}

function Row({ path, token, refresh }: { path: string; token: Token; refresh: () => Promise<unknown> }) {
  const revoke = (): void =>
    void act({ method: "DELETE", path, done: `“${token.name}” is revoked.`, undo: { method: "POST", path: `${path}/restore` }, refresh });
  return (
    <tr>
      <td class={table.name}>
        {token.name} <span>{token.prefix}…</span>
      </td>
      <td class={css.middle} title={token.scopes.join(", ")}>
        {token.scopes.join(", ")}
      </td>
      <td class={cx(css.middle, table.wide, table.quiet)} title={token.madeBy ?? undefined}>
        {token.madeBy ?? "command line"}
      </td>
      <td class={cx(table.number, table.wide, table.quiet)}>
        <Time at={token.createdAt} />
      </td>
      <td class={table.number}>{token.lastUsedAt ? <Time at={token.lastUsedAt} /> : "never"}</td>
      <td class={css.act}>
        <Button onClick={revoke}>Revoke</Button>
      </td>
    </tr>
  );
}

function Make({ project, path, onMade }: { project: Project; path: string; onMade: (token: NewToken) => void }) {
  const name = useSignal("");
  const chosen = useSignal(["read"]);
  const offered = scopes.filter((scope) => may(project, scope.needs));

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<NewToken>("POST", path, { name: name.value, scopes: chosen.value });
    if (answer.problem) return complain(answer.problem);
    name.value = "";
    onMade(answer.data);
  };

  return (
    <section class={css.section}>
      <h2>Another token</h2>
      <form class={css.form} onSubmit={(event) => void submit(event)}>
        <Field label="Name" value={name.value} onInput={(value) => (name.value = value)} maxLength={100} placeholder="Nightly report" required />
        <div class={css.scopes} role="group" aria-label="Scopes">
          {offered.map((scope) => (
            <label key={scope.name}>
              <input
                type="checkbox"
                checked={chosen.value.includes(scope.name)}
                onChange={(change) =>
                  (chosen.value = change.currentTarget.checked ? [...chosen.value, scope.name] : chosen.value.filter((each) => each !== scope.name))
                }
              />
              {scope.name} <small>{scope.says}</small>
            </label>
          ))}
        </div>
        <Button look="edged" disabled={chosen.value.length === 0}>
          Make a token
        </Button>
      </form>
    </section>
  );
}
