import { cx } from "../kit/cx.ts";
import { counted, took } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";
import css from "./TraceScreen.module.css";
import { sortOf, type WaterfallRow } from "./waterfall.ts";

interface WaterfallLineProps {
  row: WaterfallRow;
  /** Of the whole trace, in milliseconds. */
  length: number;
  chosen: boolean;
  /** Whether the folded ones are shown one by one below. */
  open: boolean;
  onChoose: () => void;
  onFold: () => void;
}

export function WaterfallLine({ row, length, chosen, open, onChoose, onFold }: WaterfallLineProps) {
  const { span, folded } = row;
  const spans = folded ?? [span];
  const together = spans.reduce((sum, each) => sum + each.durationMs, 0);
  const what = span.statement || span.name;
  return (
    <li class={css.line}>
      <button
        type="button"
        class={cx(css.choose, chosen && css.chosen)}
        data-row
        aria-pressed={chosen}
        aria-expanded={folded ? open : undefined}
        onClick={() => {
          onChoose();
          if (folded) onFold();
        }}
        title={folded ? `${counted(spans.length, "span")} alike, ${took(together)} together: most likely asked in a loop` : `${what}, ${took(span.durationMs)}`}
      >
        <span class={css.what} style={{ paddingLeft: `${Math.min(row.depth, 12) * 12}px` }}>
          {folded && <Pill tone="warning">× {spans.length}</Pill>}
          {span.operation && <small>{span.operation}</small>}
          <span class={cx(css.name, span.failed && css.failed)}>{what || "(no name)"}</span>
        </span>
        <span class={css.took}>{took(together)}</span>
        <span class={css.track} aria-hidden="true">
          {spans.map((each) => (
            <i
              key={each.id}
              class={cx(css.bar, css[sortOf(each)], each.failed && css.bad)}
              style={{ left: `${(each.offsetMs / length) * 100}%`, width: `${(each.durationMs / length) * 100}%` }}
            />
          ))}
        </span>
      </button>
    </li>
  );
}
