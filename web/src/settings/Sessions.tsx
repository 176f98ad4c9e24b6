import { useResource } from "../api/resource.ts";
import type { SessionEntry, SessionList } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { act } from "../shell/act.ts";
import { browserName } from "./browser.ts";
import css from "./Settings.module.css";

const path = "/api/v1/sessions";

/** Where one is signed in. */
export function Sessions() {
  const sessions = useResource<SessionList>(path);
  const others = sessions.data?.sessions.some((each) => !each.isThis);
  if (sessions.problem && !sessions.data) return <ProblemState inside problem={sessions.problem} onRetry={() => void sessions.refresh()} />;
  return (
    <section class={css.section}>
      <h2>Where you are signed in</h2>
      <table class={table.table} aria-busy={sessions.busy}>
        <thead>
          <tr>
            <th scope="col">Browser</th>
            <th scope="col" class={cx(table.number, table.wide)}>
              Signed in
            </th>
            <th scope="col" class={table.number}>
              Last used
            </th>
            <th scope="col" class={css.act} />
          </tr>
        </thead>
        <tbody>
          {sessions.data ? (
            sessions.data.sessions.map((each) => <Row key={each.id} session={each} refresh={sessions.refresh} />)
          ) : (
            <tr>
              <td>
                <Skeleton width={140} />
              </td>
              <td colSpan={3} />
            </tr>
          )}
        </tbody>
      </table>
      {others && (
        <div>
          <Button look="edged" onClick={() => void act({ method: "DELETE", path, done: "You are signed out everywhere else.", refresh: sessions.refresh })}>
            Sign out everywhere else
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ session, refresh }: { session: SessionEntry; refresh: () => Promise<unknown> }) {
  return (
    <tr>
      <td class={table.name} title={session.userAgent}>
        {browserName(session.userAgent) || "Unknown browser"} {session.isThis && <Pill tone="good">this one</Pill>}
      </td>
      <td class={cx(table.number, table.wide, table.quiet)}>
        <Time at={session.createdAt} />
      </td>
      <td class={table.number}>
        <Time at={session.lastSeenAt} />
      </td>
      <td class={css.act}>
        {!session.isThis && (
          <Button onClick={() => void act({ method: "DELETE", path: `${path}/${session.id}`, done: "That browser is signed out.", refresh })}>Sign out</Button>
        )}
      </td>
    </tr>
  );
}
