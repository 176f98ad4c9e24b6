import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { cx } from "./cx.ts";
import css from "./Field.module.css";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "password" | "number" | "search";
  hint?: ComponentChildren;
  /** What is wrong with it. */
  problem?: string | undefined;
  autoComplete?: string;
  maxLength?: number;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
}

/** A line to type into, with its name, and what there is to know of it. */
export function Field({ label, value, onInput, type = "text", hint, problem, autoComplete = "off", ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class={css.field}>
      <label for={id}>{label}</label>
      <input
        id={id}
        // The types know each kind of input on its own, and none that varies.
        type={type as "text"}
        value={value}
        autoComplete={autoComplete}
        spellcheck={false}
        aria-invalid={problem ? true : undefined}
        aria-describedby={hint || problem ? `${id}-hint` : undefined}
        onInput={(input) => onInput(input.currentTarget.value)}
        {...rest}
      />
      {(problem || hint) && (
        <small id={`${id}-hint`} class={problem ? css.problem : undefined}>
          {problem ?? hint}
        </small>
      )}
    </div>
  );
}

type TextFieldProps = Pick<FieldProps, "label" | "value" | "onInput" | "hint" | "maxLength" | "placeholder"> & { rows?: number };

/** Some lines to write. */
export function TextField({ label, value, onInput, hint, rows = 10, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div class={css.field}>
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellcheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(input) => onInput(input.currentTarget.value)}
        {...rest}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; name: string; disabled?: boolean }[];
  onChange: (value: string) => void;
  /** Heard, not seen: where a table's column says it. */
  quiet?: boolean;
  disabled?: boolean;
}

/** One of few, in a form. What belongs into the address is `Segments`. */
export function Choice({ label, value, options, onChange, quiet = false, disabled = false }: ChoiceProps) {
  const id = useId();
  const select = (
    <select id={id} value={value} disabled={disabled} aria-label={quiet ? label : undefined} onChange={(change) => onChange(change.currentTarget.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.name}
        </option>
      ))}
    </select>
  );
  if (quiet) return <span class={cx(css.field, css.quiet)}>{select}</span>;
  return (
    <div class={css.field}>
      <label for={id}>{label}</label>
      {select}
    </div>
  );
}
