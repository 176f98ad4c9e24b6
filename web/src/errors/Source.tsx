import type { Frame } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import css from "./Source.module.css";
import { colour } from "./syntax.ts";

const around = 5;

/** The failing line between at most five lines before and after. Long lines wrap: nothing scrolls sideways. */
export function Source({ frame, platform }: { frame: Frame; platform: string | null }) {
  if (!frame.context) return null;
  const { pre, line, post } = frame.context;
  const before = pre.slice(-around);
  const lines = [...before, line, ...post.slice(0, around)];
  const first = (frame.line ?? 0) - before.length;
  const indent = Math.min(...lines.filter((text) => text.trim()).map((text) => text.length - text.trimStart().length));
  return (
    <div class={css.source}>
      {lines.map((text, index) => (
        <div key={index} class={cx(css.line, index === before.length && css.failing)}>
          <span class={css.gutter}>{frame.line === null ? "" : first + index}</span>
          <code class={css.code}>
            {index === before.length && <span class="offscreen">failing line: </span>}
            {colour(text.slice(Number.isFinite(indent) ? indent : 0), platform).map((token, part) =>
              token.kind === "plain" ? (
                token.text
              ) : (
                <span key={part} class={css[token.kind]}>
                  {token.text}
                </span>
              ),
            )}
          </code>
        </div>
      ))}
    </div>
  );
}
