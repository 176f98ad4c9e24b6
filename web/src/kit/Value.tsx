import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";
import { webAddress } from "./address.ts";
import css from "./Value.module.css";

const mark = "[Filtered]";

/** Any value that came from outside, as text: never as markup; a link only where it is a web address, whole. */
export function Value({ of }: { of: unknown }) {
  if (of === null || of === undefined) return <span class={css.empty}>none</span>;
  if (of === "") return <span class={css.empty}>empty</span>;
  if (typeof of === "object")
    return (
      <pre class={css.block} tabIndex={0}>
        {withMarks(JSON.stringify(of, null, 2))}
      </pre>
    );
  const text = String(of);
  const address = webAddress(text);
  if (address) {
    return (
      <a class={css.link} href={address} target="_blank" rel="noopener noreferrer nofollow">
        {text}
      </a>
    );
  }
  return <>{withMarks(text)}</>;
}

/** Puts a sign in place of every "[Filtered]": the value was removed before it was stored. */
function withMarks(text: string): ComponentChildren {
  if (!text.includes(mark)) return text;
  return text.split(mark).flatMap((part, index) => (index === 0 ? [part] : [<Filtered key={index} />, part]));
}

function Filtered() {
  return (
    <span class={css.filtered} title="Removed before it was stored">
      <Icon name="shield" size={12} />
      Filtered
    </span>
  );
}
