import { Segments } from "../kit/Segments.tsx";
import { zoneName } from "../kit/format.ts";
import { go, place } from "./location.ts";
import css from "./RangePicker.module.css";
import { hrefForRange } from "./hrefs.ts";
import { rangeNames, ranges, readRange, type Range } from "./range.ts";

export function RangePicker() {
  const current = readRange(place.value.search);
  return (
    <>
      <span class={css.wide}>
        <Segments
          label="Time range"
          segments={ranges.map((range) => ({
            name: range,
            href: hrefForRange(range),
            current: range === current,
            title: `${rangeNames[range]}, times in ${zoneName}`,
          }))}
        />
      </span>
      <select class={css.narrow} aria-label="Time range" value={current} onChange={(change) => go(hrefForRange(change.currentTarget.value as Range))}>
        {ranges.map((range) => (
          <option key={range} value={range}>
            {range}
          </option>
        ))}
      </select>
    </>
  );
}
