import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Key, KeyList, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { Time } from "../kit/Time.tsx";
import { may } from "../shell/may.ts";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

/** What a site sends with. */
export function Keys({ project }: { project: Project }) {
  const path = projectPath(project.id, "keys");
  const keys = useResource<KeyList>(path);
  const name = useSignal("");
  const mayManage = may(project, "manageProject");
  if (keys.problem && !keys.data) return <ProblemState inside problem={keys.problem} onRetry={() => void keys.refresh()} />;

  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const problem = await act({ method: "POST", path, body: { name: name.value }, done: `The key “${name.value}” is ready.`, refresh: keys.refresh });
    if (!problem) name.value = "";
  };

  return (
    <>
      <section class={css.section}>
        <h2>Keys</h2>
        <p class={css.text}>
          One key opens every door for records: as DSN for Sentry's SDKs, as write key for the script tag, Segment and OpenTelemetry. It can only write, so it
          may stand in web pages.
        </p>
        <div>
          {!keys.data && <Skeleton width={320} />}
          {keys.data?.keys.map((key) => (
            <One key={key.id} path={`${path}/${key.id}`} ingest={key} mayRevoke={mayManage} refresh={keys.refresh} />
          ))}
        </div>
        {keys.data?.keys.length === 0 && <State inside title="There is no key" text="Nothing can be sent to this project until there is one." />}
      </section>
      {mayManage && (
        <section class={css.section}>
          <h2>Another key</h2>
          <p class={css.text}>To replace a key: make another, put it into the site, and revoke the former one when nothing comes with it any more.</p>
          <form class={css.row} onSubmit={(event) => void make(event)}>
            <Field label="Name" value={name.value} onInput={(value) => (name.value = value)} maxLength={100} placeholder="Second site" required />
            <Button look="edged">Make a key</Button>
          </form>
        </section>
      )}
    </>
  );
}

function One({ path, ingest, mayRevoke, refresh }: { path: string; ingest: Key; mayRevoke: boolean; refresh: () => Promise<unknown> }) {
  const revoke = (): void =>
    void act({
      method: "DELETE",
      path,
      done: `“${ingest.name}” is revoked: what is sent with it is refused.`,
      undo: { method: "POST", path: `${path}/restore` },
      refresh,
    });
  return (
    <article class={css.key}>
      <header>
        <h3>{ingest.name}</h3>
        <span>
          made <Time at={ingest.createdAt} />
        </span>
        {mayRevoke && <Button onClick={revoke}>Revoke</Button>}
      </header>
      <dl>
        <dt>DSN</dt>
        <dd>
          <Snippet text={ingest.dsn} label="Copy the DSN" />
        </dd>
        <dt>Write key</dt>
        <dd>
          <Snippet text={ingest.key} label="Copy the write key" />
        </dd>
      </dl>
    </article>
  );
}
