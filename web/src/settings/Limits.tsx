import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { KeyList, Limit, LimitSettings, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Choice, Field } from "../kit/Field.tsx";
import { count } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

const kinds: { value: Limit["kind"]; name: string }[] = [
  { value: "everything", name: "Everything" },
  { value: "errors", name: "Errors" },
  { value: "spans", name: "Spans" },
  { value: "logs", name: "Log lines" },
  { value: "samples", name: "Samples of metrics" },
  { value: "events", name: "Pageviews and events" },
  { value: "check_ins", name: "Check-ins of jobs" },
  { value: "release_sessions", name: "Sessions of releases" },
  { value: "feedback", name: "Feedback" },
  { value: "attachments", name: "Attachments" },
];

const periods: { value: Limit["period"]; name: string }[] = [
  { value: "minute", name: "a minute" },
  { value: "hour", name: "an hour" },
  { value: "day", name: "a day" },
];

const nameOf = <T extends string>(list: { value: T; name: string }[], value: T): string => list.find((each) => each.value === value)?.name ?? value;

/** How much a project and each of its keys may send. */
export function Limits({ project }: { project: Project }) {
  const path = projectPath(project.id, "limits");
  const limits = useResource<LimitSettings>(path);
  const keys = useResource<KeyList>(projectPath(project.id, "keys"));
  if (limits.problem && !limits.data) return <ProblemState inside problem={limits.problem} onRetry={() => void limits.refresh()} />;
  const list = limits.data?.limits;
  const whose = (key: number | null): string => (key === null ? "The project" : `Key “${keys.data?.keys.find(({ id }) => id === key)?.name ?? key}”`);
  const change = (changed: Limit[], done: string) =>
    act({ method: "PUT", path, body: { limits: changed }, done, undo: { method: "PUT", path, body: { limits: list } }, refresh: limits.refresh });
  return (
    <>
      <section class={css.section}>
        <h2>Limits</h2>
        <p class={css.text}>
          What is above a limit is answered 429 and told to wait, in the way of each protocol; other keys and projects do not notice. Each server counts for
          itself, by the clock in UTC.
        </p>
        {!list && <Skeleton width={320} />}
        {list?.length === 0 && <p class={css.text}>There is none: as much comes in as the server can keep.</p>}
        {list && list.length > 0 && (
          <table class={table.table}>
            <thead>
              <tr>
                <th scope="col">Whose</th>
                <th scope="col" class={css.middle}>
                  What
                </th>
                <th scope="col" class={table.number}>
                  At most
                </th>
                <th scope="col" class={css.act} />
              </tr>
            </thead>
            <tbody>
              {list.map((limit) => (
                <tr key={`${limit.key} ${limit.kind} ${limit.period}`}>
                  <td class={table.name}>{whose(limit.key)}</td>
                  <td class={css.middle} title={`${nameOf(kinds, limit.kind)} ${nameOf(periods, limit.period)}`}>
                    {nameOf(kinds, limit.kind)} {nameOf(periods, limit.period)}
                  </td>
                  <td class={table.number}>{count(limit.records)}</td>
                  <td class={css.act}>
                    <Button
                      onClick={() =>
                        void change(
                          list.filter((each) => each !== limit),
                          "The limit is gone.",
                        )
                      }
                    >
                      Remove
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {list && keys.data && <Add keys={keys.data} onAdd={(limit) => change([...list, limit], "The limit holds from now on.")} />}
    </>
  );
}

function Add({ keys, onAdd }: { keys: KeyList; onAdd: (limit: Limit) => Promise<unknown> }) {
  const [whose, kind, records, period] = [useSignal(""), useSignal<string>("errors"), useSignal(""), useSignal<string>("minute")];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const problem = await onAdd({
      key: whose.value ? Number(whose.value) : null,
      kind: kind.value as Limit["kind"],
      records: Number(records.value),
      period: period.value as Limit["period"],
    });
    if (!problem) records.value = "";
  };
  const owners = [{ value: "", name: "The project" }, ...keys.keys.map(({ id, name }) => ({ value: String(id), name: `Key “${name}”` }))];
  return (
    <section class={css.section}>
      <h2>Another limit</h2>
      <form class={css.row} onSubmit={(event) => void submit(event)}>
        <Choice label="Whose" value={whose.value} options={owners} onChange={(value) => (whose.value = value)} />
        <Choice label="What" value={kind.value} options={kinds} onChange={(value) => (kind.value = value)} />
        <Field label="Records at most" type="number" value={records.value} onInput={(value) => (records.value = value)} placeholder="1000" required />
        <Choice label="In" value={period.value} options={periods} onChange={(value) => (period.value = value)} />
        <Button look="edged">Add the limit</Button>
      </form>
    </section>
  );
}
