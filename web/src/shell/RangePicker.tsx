import { zoneName } from "../kit/format.ts";
import { Segments, type Segment } from "../kit/Segments.tsx";
import { hrefForRange } from "./hrefs.ts";
import { go, place } from "./location.ts";
import { isPicked, presets, rangeName, readRange, shortRange, type Range } from "./range.ts";
import css from "./RangePicker.module.css";

/** The presets, and behind them a range that was picked on a graph. */
export function RangePicker() {
  const current = readRange(place.value.search);
  const choices: Range[] = isPicked(current) ? [...presets, current] : [...presets];
  const segment = (range: Range): Segment => ({
    name: isPicked(range) ? rangeName(range) : range,
    href: hrefForRange(range),
    current: range === current,
    title: `${rangeName(range)}, times in ${zoneName}`,
  });
  return (
    <>
      <span class={css.wide}>
        <Segments label="Time range" segments={choices.map(segment)} />
      </span>
      <select class={css.narrow} aria-label="Time range" value={current} onChange={(change) => go(hrefForRange(change.currentTarget.value as Range))}>
        {choices.map((range) => (
          <option key={range} value={range}>
            {shortRange(range)}
          </option>
        ))}
      </select>
    </>
  );
}
