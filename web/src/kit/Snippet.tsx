import { CopyButton } from "./CopyButton.tsx";
import css from "./Snippet.module.css";

/** Lines to paste somewhere, with a button that copies them. */
export function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div class={css.snippet}>
      <pre tabIndex={0}>{text}</pre>
      <CopyButton text={() => text} label={label} />
    </div>
  );
}
