import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { send, type Problem } from "../api/client.ts";
import { useResource } from "../api/resource.ts";
import type { GroupingMove, GroupingPreview, GroupingSettings, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { TextField } from "../kit/Field.tsx";
import { counted } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import { act } from "../shell/act.ts";
import { session } from "../shell/session.ts";
import css from "./Settings.module.css";
import own from "./Grouping.module.css";

/** What makes errors of this project one issue, beside the usual. */
export function Grouping({ project }: { project: Project }) {
  const path = projectPath(project.id, "grouping");
  const saved = useResource<GroupingSettings>(path);
  if (saved.problem && !saved.data) return <ProblemState inside problem={saved.problem} onRetry={() => void saved.refresh()} />;
  if (!saved.data) return <Skeleton width={320} />;
  const { fingerprints, stacks } = saved.data;
  return (
    <Rules
      key={JSON.stringify(saved.data)}
      project={project}
      path={path}
      saved={{ fingerprints: fingerprints ?? "", stacks: stacks ?? "" }}
      refresh={saved.refresh}
    />
  );
}

interface RulesProps {
  project: Project;
  path: string;
  saved: { fingerprints: string; stacks: string };
  refresh: () => Promise<unknown>;
}

function Rules({ project, path, saved, refresh }: RulesProps) {
  const fingerprints = useSignal(saved.fingerprints);
  const stacks = useSignal(saved.stacks);
  const trial = useSignal<{ busy: true } | { problem: Problem } | { preview: GroupingPreview } | undefined>(undefined);
  const body = (): GroupingSettings => ({ fingerprints: fingerprints.value, stacks: stacks.value });
  const isSaved = fingerprints.value === saved.fingerprints && stacks.value === saved.stacks;

  const change = (field: typeof fingerprints, value: string): void => {
    field.value = value;
    trial.value = undefined;
  };
  const preview = async (): Promise<void> => {
    trial.value = { busy: true };
    const answer = await send<GroupingPreview>("POST", `${path}/preview`, session.peek()?.csrf ?? "", body());
    trial.value = answer.problem ? { problem: answer.problem } : { preview: answer.data };
  };
  const save = (): void => {
    void act({ method: "PUT", path, body: body(), done: "Saved.", undo: { method: "PUT", path, body: saved }, refresh });
  };

  const now = trial.value;
  return (
    <section class={css.section}>
      <p class={css.text}>
        Errors are one issue when their stack traces, or else their types and messages, are the same. Rules change that for events that come from now on; the
        preview says which issues would be apart or together. To join issues that are there already, merge them in the list of errors.
      </p>
      <form
        class={own.rules}
        onSubmit={(submit) => {
          submit.preventDefault();
          void preview();
        }}
      >
        <TextField
          label="Fingerprint rules"
          value={fingerprints.value}
          onInput={(value) => change(fingerprints, value)}
          maxLength={20_000}
          hint="One a line, the first that fits counts: type:DatabaseUnavailable path:**/views.py -> database-down {{ transaction }}"
        />
        <TextField
          label="Stack rules"
          value={stacks.value}
          onInput={(value) => change(stacks, value)}
          maxLength={20_000}
          hint="One a line, all that fit are applied: path:**/vendored/** -app, or function:retry* -group"
        />
        <div class={own.buttons}>
          <Button look={isSaved ? "edged" : "primary"} disabled={now !== undefined && "busy" in now}>
            Preview
          </Button>
          {now && "preview" in now && !isSaved && (
            <Button look="primary" onClick={save}>
              Save
            </Button>
          )}
        </div>
      </form>
      <div aria-live="polite" class={own.outcome}>
        {now && "busy" in now && <p class={css.text}>Grouping the newest events of the last 14 days…</p>}
        {now && "problem" in now && <Refused problem={now.problem} />}
        {now && "preview" in now && <Outcome project={project} preview={now.preview} />}
      </div>
    </section>
  );
}

function Refused({ problem }: { problem: Problem }) {
  return (
    <p class={own.wrong} role="alert">
      <b>{problem.title}.</b> {problem.detail}
    </p>
  );
}

function Outcome({ project, preview }: { project: Project; preview: GroupingPreview }) {
  const looked = `${counted(preview.events, "event")} of ${counted(preview.issues, "issue")} looked at: the newest 20 of each kind, of the last ${preview.days} days`;
  if (preview.moves.length === 0) return <p class={css.text}>Nothing would be grouped differently ({looked}).</p>;
  return (
    <>
      <h2>
        {counted(preview.moved, "event")} would be in another issue <small>{looked}</small>
      </h2>
      <table class={own.moves}>
        <thead>
          <tr>
            <th>From</th>
            <th>To</th>
            <th class={own.number}>Events</th>
          </tr>
        </thead>
        <tbody>
          {preview.moves.map((move, index) => (
            <Move key={index} project={project} move={move} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Move({ project, move }: { project: Project; move: GroupingMove }) {
  const link = (issue: GroupingMove["from"], search = "") => (
    <a href={`/p/${project.slug}/errors/${issue.id}${search}`} title={issue.culprit}>
      <b>{issue.title}</b> {issue.value}
    </a>
  );
  return (
    <tr>
      <td>{link(move.from, `?event=${move.eventId}`)}</td>
      <td>
        {move.to ? link(move.to) : <i>a new issue</i>}
        {move.rule && <code title="The rule">{move.rule}</code>}
      </td>
      <td class={own.number}>
        {move.events} of {move.of}
      </td>
    </tr>
  );
}
