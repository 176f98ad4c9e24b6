import css from "./Kbd.module.css";

const names: Record<string, string> = { Enter: "↵", Escape: "Esc", ArrowLeft: "←", ArrowRight: "→" };

export function Kbd({ of }: { of: string }) {
  return <kbd class={css.kbd}>{names[of] ?? of}</kbd>;
}
