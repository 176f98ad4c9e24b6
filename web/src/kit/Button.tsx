import type { ComponentChildren } from "preact";
import css from "./Button.module.css";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

interface ButtonProps {
  /** Without one it sends the form it stands in. */
  onClick?: () => void;
  children: ComponentChildren;
  look?: "quiet" | "edged" | "primary";
  title?: string;
  disabled?: boolean;
}

export function Button({ onClick, children, look = "quiet", title, disabled = false }: ButtonProps) {
  return (
    <button type={onClick ? "button" : "submit"} class={cx(css.button, look !== "quiet" && css[look])} onClick={onClick} title={title} disabled={disabled}>
      {children}
    </button>
  );
}

/** A button that shows an icon alone; `label` is its name for those who do not see it and its tooltip for those who do. */
export function IconButton({ icon, label, onClick, disabled = false }: { icon: IconName; label: string; onClick: () => void; disabled?: boolean }) {
  return (
    <button type="button" class={cx(css.button, css.icon)} onClick={onClick} title={label} aria-label={label} disabled={disabled}>
      <Icon name={icon} />
    </button>
  );
}
