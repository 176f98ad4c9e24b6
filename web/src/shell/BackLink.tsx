import { Icon } from "../kit/Icon.tsx";
import css from "./BackLink.module.css";
import { back } from "./location.ts";

/** Back to the list that a page belongs to: the browser's own way where the page was reached from it. */
export function BackLink({ href, name }: { href: string; name: string }) {
  return (
    <a class={css.back} href={href} onClick={(click) => !click.ctrlKey && !click.metaKey && (click.preventDefault(), back(href))}>
      <Icon name="left" size={12} />
      {name}
    </a>
  );
}
