import { useSignal, type Signal } from "@preact/signals";
import type { Alert } from "../api/types.ts";
import { Choice, Field } from "../kit/Field.tsx";
import css from "./Settings.module.css";

export const occasions: { kind: string; name: string; says: string }[] = [
  { kind: "issue.new", name: "new issue", says: "an error that never happened before" },
  { kind: "issue.regressed", name: "regressed issue", says: "one that was resolved, and happens again" },
  { kind: "issue.escalating", name: "escalating issue", says: "one that became much more than usual, or than you allowed" },
  { kind: "issue.back", name: "back from the archive", says: "the time is over for which it was archived" },
  { kind: "monitor.down", name: "down", says: "a check fails, or a job does not report" },
  { kind: "monitor.up", name: "up again", says: "and it is over" },
];

const levels = ["fatal", "error", "warning", "info", "debug"];
const usual = ["issue.new", "issue.regressed", "issue.escalating", "monitor.down", "monitor.up"];

/** What of an alert can be changed. */
export interface AlertParts {
  name: Signal<string>;
  chosen: Signal<string[]>;
  level: Signal<string>;
}

export function useAlertParts(alert?: Alert): AlertParts {
  return { name: useSignal(alert?.name ?? ""), chosen: useSignal(alert?.occasions ?? usual), level: useSignal<string>(alert?.level ?? "error") };
}

/** Fields for the name of an alert, and of what it tells. */
export function AlertFields({ parts: { name, chosen, level } }: { parts: AlertParts }) {
  const choose = (kind: string, wanted: boolean): void => {
    chosen.value = wanted ? [...chosen.value, kind] : chosen.value.filter((each) => each !== kind);
  };
  return (
    <>
      <Field label="Name" value={name.value} onInput={(value) => (name.value = value)} maxLength={100} placeholder="What breaks" required />
      <div class={css.scopes} role="group" aria-label="Tell of">
        {occasions.map((each) => (
          <label key={each.kind}>
            <input type="checkbox" checked={chosen.value.includes(each.kind)} onChange={(change) => choose(each.kind, change.currentTarget.checked)} />
            {each.name} <small>{each.says}</small>
          </label>
        ))}
      </div>
      <Choice
        label="Issues from level"
        value={level.value}
        options={levels.map((each) => ({ value: each, name: each }))}
        onChange={(value) => (level.value = value)}
      />
    </>
  );
}
