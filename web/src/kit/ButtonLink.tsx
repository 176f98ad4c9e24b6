import type { ComponentChildren } from "preact";
import css from "./Button.module.css";
import { cx } from "./cx.ts";

/** A link that looks like a button: the way on from a page with nothing else to click. */
export function ButtonLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a class={cx(css.button, css.edged)} href={href}>
      {children}
    </a>
  );
}
