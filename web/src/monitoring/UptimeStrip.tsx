import type { Uptime } from "../api/types.ts";
import { clockOf, dayOf } from "../kit/format.ts";
import { bucketStart } from "../charts/scale.ts";
import css from "./Checks.module.css";
import { uptimeNote, uptimeText } from "./monitors.ts";

interface UptimeStripProps {
  uptime: Uptime;
  buckets: Uptime[];
  from: string;
  bucketSeconds: number;
  tall?: boolean;
}

/** The range from left to right: up is a low bar, down a high one, what nobody saw is hatched, paused a line. */
export function UptimeStrip({ uptime, buckets, from, bucketSeconds, tall = false }: UptimeStripProps) {
  const height = tall ? 40 : 24;
  const step = 100 / Math.max(1, buckets.length);
  return (
    <svg
      class={css.strip}
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Up ${uptimeText(uptime.share)} ${uptimeNote(uptime)}`}
    >
      {buckets.map((bucket, index) => {
        const begin = new Date(Math.max(Date.parse(from), bucketStart(Date.parse(from), bucketSeconds * 1000, index)));
        const [left, wide] = [index * step + step * 0.08, step * 0.84];
        // Down stands out by its height as well as by its colour.
        const low = height - 6;
        const share = bucket.up + bucket.down > 0 ? bucket.down / (bucket.up + bucket.down) : 0;
        return (
          <g key={index}>
            <title>
              {dayOf(begin)} {clockOf(begin)}: {uptimeText(bucket.share)} {uptimeNote(bucket)}
            </title>
            <rect class={css.room} x={left} y={0} width={wide} height={height} />
            {bucket.up > 0 && <rect class={css.stripUp} x={left} y={height - low} width={wide} height={low} />}
            {bucket.down > 0 && <rect class={css.stripDown} x={left} y={0} width={Math.max(wide * 0.3, wide * share)} height={height} />}
            {bucket.up === 0 && bucket.down === 0 && bucket.unknown > 0 && (
              <path class={css.stripUnknown} d={hatch(left, wide, height - low, height)} vector-effect="non-scaling-stroke" />
            )}
            {bucket.up === 0 && bucket.down === 0 && bucket.unknown === 0 && bucket.paused > 0 && (
              <rect class={css.stripPaused} x={left} y={height - 3} width={wide} height={3} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

function hatch(left: number, wide: number, top: number, bottom: number): string {
  const lines = [0, 1, 2, 3].map((line) => top + ((bottom - top) * (line + 0.5)) / 4);
  return lines.map((y) => `M${left} ${y + 2}L${left + wide} ${y - 2}`).join("");
}
