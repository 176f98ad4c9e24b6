import { useSignal } from "@preact/signals";
import css from "./Button.module.css";
import { copyText } from "./copy.ts";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

/** Copies `text()`; the tick stands for a second and a half. */
export function CopyButton({ text, label, word }: { text: () => string; label: string; word?: string }) {
  const done = useSignal(false);
  const copy = async (): Promise<void> => {
    done.value = await copyText(text());
    setTimeout(() => (done.value = false), 1_500);
  };
  return (
    <button type="button" class={cx(css.button, word ? css.edged : css.icon)} onClick={copy} title={label} aria-label={word ? undefined : label}>
      <Icon name={done.value ? "check" : "copy"} />
      {word && (done.value ? "Copied" : word)}
    </button>
  );
}
