import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import css from "./Pill.module.css";

export function Pill({ tone, children, title }: { tone: "info" | "danger" | "warning" | "good" | "plain"; children: ComponentChildren; title?: string }) {
  return (
    <span class={cx(css.pill, css[tone])} title={title}>
      {children}
    </span>
  );
}

/** A filter that is on, with the way to take it off. */
export function FilterPill({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <span class={css.filter}>
      <span title={text}>{text}</span>
      <button type="button" onClick={onRemove} aria-label={`Remove the filter ${text}`}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
