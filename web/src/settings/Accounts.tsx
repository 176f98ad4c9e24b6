import { useResource } from "../api/resource.ts";
import type { Account, AccountList } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Choice } from "../kit/Field.tsx";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { session } from "../shell/session.ts";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

const path = "/api/v1/accounts";

/** Everybody who has an account on this server. */
export function Accounts() {
  const list = useResource<AccountList>(path);
  if (list.problem && !list.data) return <ProblemState inside problem={list.problem} onRetry={() => void list.refresh()} />;
  return (
    <section class={css.section}>
      <p class={css.text}>
        Administrators may do everything in all projects. An account that is closed signs in nowhere, and its API tokens do nothing; it can be opened again.
      </p>
      <table class={table.table} aria-busy={list.busy}>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" class={css.role}>
              On this server
            </th>
            <th scope="col" class={cx(css.middle, table.wide)}>
              Roles
            </th>
            <th scope="col" class={table.number}>
              Last seen
            </th>
            <th scope="col" class={css.act} />
          </tr>
        </thead>
        <tbody>
          {list.data ? (
            list.data.accounts.map((account) => <Row key={account.id} account={account} refresh={list.refresh} />)
          ) : (
            <tr>
              <td>
                <Skeleton width={180} />
              </td>
              <td colSpan={4} />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Row({ account, refresh }: { account: Account; refresh: () => Promise<unknown> }) {
  const one = `${path}/${account.id}`;
  const who = account.name || account.email;
  const isOneself = account.id === session.value?.user.id;
  const set = (body: { isAdministrator?: boolean; isDisabled?: boolean }, former: typeof body, done: string): void =>
    void act({ method: "PATCH", path: one, body, done, undo: { method: "PATCH", path: one, body: former }, refresh });
  const inProjects = account.roles.map(({ projectId, role }) => `${projectName(projectId)}: ${role}`).join(", ");
  return (
    <tr>
      <td class={table.name}>
        {account.name ? (
          <>
            {account.name} <span>{account.email}</span>
          </>
        ) : (
          account.email
        )}{" "}
        {isOneself && <Pill tone="plain">you</Pill>} {account.isDisabled && <Pill tone="warning">closed</Pill>}{" "}
        {!account.hasSecondFactor && (
          <Pill tone="plain" title="Signs in with the password alone">
            no second factor
          </Pill>
        )}
      </td>
      <td class={css.role}>
        <Choice
          quiet
          label={`What ${who} is on this server`}
          value={account.isAdministrator ? "administrator" : "person"}
          options={[
            { value: "administrator", name: "administrator" },
            { value: "person", name: "by project" },
          ]}
          onChange={(value) => {
            const isAdministrator = value === "administrator";
            set(
              { isAdministrator },
              { isAdministrator: !isAdministrator },
              isAdministrator ? `${who} is an administrator now.` : `${who} is no administrator any more.`,
            );
          }}
        />
      </td>
      <td class={cx(css.middle, table.wide, table.quiet)} title={inProjects}>
        {inProjects || "–"}
      </td>
      <td class={table.number}>{account.lastSeenAt ? <Time at={account.lastSeenAt} /> : "–"}</td>
      <td class={css.act}>
        {!isOneself && (
          <Button
            onClick={() =>
              set(
                { isDisabled: !account.isDisabled },
                { isDisabled: account.isDisabled },
                account.isDisabled ? `${who} may sign in again.` : `The account of ${who} is closed.`,
              )
            }
          >
            {account.isDisabled ? "Open" : "Close"}
          </Button>
        )}
      </td>
    </tr>
  );
}

function projectName(id: number): string {
  return session.value?.projects.find((project) => project.id === id)?.name ?? `#${id}`;
}
