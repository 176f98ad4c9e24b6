import css from "./Skeleton.module.css";

/** Stands for text of about `width` pixels until it is there. */
export function Skeleton({ width }: { width: number }) {
  return <span class={css.skeleton} style={{ width: `${width}px` }} aria-hidden="true" />;
}
