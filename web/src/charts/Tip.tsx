import { clockOf, counted, dayOf, zoneName } from "../kit/format.ts";
import css from "./charts.module.css";
import type { Series } from "./TimeGraph.tsx";

interface TipProps {
  series: Series[];
  index: number;
  unit: string;
  format: ((value: number) => string) | undefined;
  /** Of the bucket, in milliseconds. */
  begin: number;
  length: number;
  /** Of the range, in milliseconds: of a bucket that reaches beyond it only a part is counted. */
  start: number;
  end: number;
  /** The same of the time that is compared with. */
  then: number | null | undefined;
  /** Releases that came out in the bucket. */
  released: string[];
  left: number;
  room: number;
}

/** What stands under the pointer. */
export function Tip({ series, index, unit, format, begin, length, start, end, then, released, left, room }: TipProps) {
  const [from, to] = [new Date(Math.max(begin, start)), new Date(Math.min(begin + length, end))];
  const running = begin + length > end;
  const sameDay = dayOf(from) === dayOf(to);
  const write = (value: number | null | undefined, name: string): string => {
    if (value === null || value === undefined) return "no data";
    return format ? format(value) : counted(value, series.length > 1 ? name : unit, series.length > 1 ? name : `${unit}s`);
  };
  const shown = series.filter((each) => series.length === 1 || (format ? typeof each.values[index] === "number" : (each.values[index] ?? 0) > 0));
  return (
    <div class={css.tip} style={left > room / 2 ? { right: `${room - left + 8}px` } : { left: `${left + 8}px` }}>
      {shown.length === 0 && <b>{format ? "no data" : counted(0, unit)}</b>}
      {shown.toReversed().map((each) => (
        <b key={each.name}>
          {format && series.length > 1 ? `${each.name} ` : ""}
          {write(each.values[index], each.name)}
        </b>
      ))}
      {running && " so far"}
      {typeof then === "number" && <span>{format ? format(then) : counted(then, unit)} before</span>}
      {released.slice(0, 3).map((name) => (
        <span key={name}>{name} came out</span>
      ))}
      <span>
        {dayOf(from)} {clockOf(from)} – {sameDay ? "" : `${dayOf(to)} `}
        {clockOf(to)}, {zoneName}
      </span>
    </div>
  );
}
