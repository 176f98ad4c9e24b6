import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, ProjectSettings } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import { may } from "../shell/may.ts";
import { loadSession } from "../shell/session.ts";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

/** What is said of the project. */
export function General({ project }: { project: Project }) {
  const settings = useResource<ProjectSettings>(projectPath(project.id));
  if (settings.problem && !settings.data) return <ProblemState inside problem={settings.problem} onRetry={() => void settings.refresh()} />;
  if (!settings.data) return <Skeleton width={320} />;
  const refresh = async (): Promise<void> => {
    await settings.refresh();
    await loadSession();
  };
  return <Form key={JSON.stringify(settings.data)} project={project} saved={settings.data} refresh={refresh} />;
}

function Form({ project, saved, refresh }: { project: Project; saved: ProjectSettings; refresh: () => Promise<void> }) {
  const mayChange = may(project, "manageProject");
  const name = useSignal(saved.name);
  const domain = useSignal(saved.domain ?? "");
  const days = useSignal(String(saved.retentionDays));

  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { name: name.value, domain: domain.value, retentionDays: Number(days.value) };
    const former = { name: saved.name, domain: saved.domain ?? "", retentionDays: saved.retentionDays };
    const path = projectPath(project.id);
    void act({ method: "PATCH", path, body, done: "Saved.", undo: { method: "PATCH", path, body: former }, refresh });
  };

  return (
    <section class={css.section}>
      <form class={css.form} onSubmit={submit}>
        <Field label="Name" value={name.value} onInput={(value) => (name.value = value)} maxLength={100} required disabled={!mayChange} />
        <Field
          label="Domain"
          value={domain.value}
          onInput={(value) => (domain.value = value)}
          placeholder="shop.example.org"
          disabled={!mayChange}
          hint="The host of the site. Visits from it do not count as referrals."
        />
        <Field
          label="Keep records for (days)"
          type="number"
          value={days.value}
          onInput={(value) => (days.value = value)}
          required
          disabled={!mayChange}
          hint="Counts for what arrives from now on. What is stored already keeps its former limit."
        />
        {mayChange && <Button look="primary">Save</Button>}
      </form>
      {!mayChange && <p class={css.text}>Owners and admins can change this.</p>}
    </section>
  );
}
