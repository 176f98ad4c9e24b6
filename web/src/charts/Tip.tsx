import type { Bucket } from "../api/types.ts";
import { clockOf, counted, dayOf, zoneName } from "../kit/format.ts";
import css from "./charts.module.css";

interface TipProps {
  bucket: Bucket;
  /** Of the bucket, in milliseconds. */
  length: number;
  /** Of the range, in milliseconds: the bucket that holds it is still running. */
  end: number;
  left: number;
  room: number;
}

/** What the bar under the pointer stands for. */
export function Tip({ bucket, length, end, left, room }: TipProps) {
  const begin = new Date(bucket.time);
  const finish = new Date(Math.min(begin.getTime() + length, end));
  const running = begin.getTime() + length > end;
  const sameDay = dayOf(begin) === dayOf(finish);
  return (
    <div class={css.tip} style={left > room / 2 ? { right: `${room - left + 8}px` } : { left: `${left + 8}px` }}>
      <b>{counted(bucket.events, "event")}</b>
      {running && " so far"}
      <span>
        {dayOf(begin)} {clockOf(begin)} – {sameDay ? "" : `${dayOf(finish)} `}
        {clockOf(finish)}, {zoneName}
      </span>
    </div>
  );
}
