import { useSignal } from "@preact/signals";
import type { Bucket } from "../api/types.ts";
import { clockOf, count, counted, dayOf, shortCount, zoneName } from "../kit/format.ts";
import css from "./charts.module.css";
import { crosshair } from "./crosshair.ts";
import { axisTop, isDaily, timeTicks } from "./scale.ts";
import { useWidth } from "./useWidth.ts";

export interface Marker {
  time: string;
  label: string;
}

interface EventGraphProps {
  buckets: Bucket[];
  bucketSeconds: number;
  from: string;
  to: string;
  /** Height of the bars; the axis adds 20 pixels below. */
  height: number;
  markers?: Marker[];
}

const gutter = 36;
const axis = 20;
const labelRoom = 72;
// Lower bars have no room for a dash.
const dashable = 6;

/** Events over time as bars from 0. The x axis is the range to the second; the bucket that is still running is dashed. */
export function EventGraph({ buckets, bucketSeconds, from, to, height, markers = [] }: EventGraphProps) {
  const { element, width } = useWidth<HTMLDivElement>();
  const hovered = useSignal<number | undefined>(undefined);

  const [start, end] = [Date.parse(from), Date.parse(to)];
  const plot = Math.max(0, width.value - gutter);
  const x = (time: number): number => gutter + (Math.min(Math.max(time, start), end) - start) * (plot / (end - start));
  const top = axisTop(Math.max(0, ...buckets.map((bucket) => bucket.events)));
  const y = (events: number): number => height - (events / top) * (height - 8);
  const length = bucketSeconds * 1000;
  const { ticks, step } = timeTicks(start, end, Math.max(2, Math.floor(plot / labelRoom)));

  const bar = (bucket: Bucket): { left: number; wide: number; partial: boolean } => {
    const begin = Date.parse(bucket.time);
    const left = x(begin);
    return { left, wide: Math.max(1, x(begin + length) - left - 1), partial: begin + length > end };
  };

  const follow = (move: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    const at = move.clientX - move.currentTarget.getBoundingClientRect().left;
    const time = start + ((at - gutter) / plot) * (end - start);
    const index = buckets.findIndex((bucket) => time >= Date.parse(bucket.time) && time < Date.parse(bucket.time) + length);
    hovered.value = index < 0 ? undefined : index;
    crosshair.value = index < 0 ? undefined : time;
  };
  const leave = (): void => {
    hovered.value = undefined;
    crosshair.value = undefined;
  };

  const at = crosshair.value;
  const chosen = hovered.value === undefined ? undefined : buckets[hovered.value];
  const all = buckets.reduce((sum, bucket) => sum + bucket.events, 0);
  return (
    <div ref={element} class={css.graph} style={{ height: `${height + axis}px` }}>
      {plot > 0 && (
        <svg
          width={width.value}
          height={height + axis}
          role="img"
          aria-label={`${counted(all, "event")} over time, at most ${count(Math.max(0, ...buckets.map((b) => b.events)))} per bar`}
          onPointerMove={follow}
          onPointerLeave={leave}
        >
          {[top, top / 2].map((value) => (
            <g key={value}>
              <path class={css.gridline} d={`M${gutter} ${Math.round(y(value)) + 0.5}h${plot}`} />
              <text class={css.label} x={gutter - 8} y={y(value) + 4} text-anchor="end">
                {shortCount(value)}
              </text>
            </g>
          ))}
          <path class={css.base} d={`M${gutter} ${height + 0.5}h${plot}`} />
          {ticks.map((tick) => (
            <text
              key={tick.getTime()}
              class={css.label}
              x={x(tick.getTime())}
              y={height + 15}
              text-anchor={x(tick.getTime()) > width.value - 24 ? "end" : "middle"}
            >
              {isDaily(step) || (tick.getHours() === 0 && tick.getMinutes() === 0) ? dayOf(tick) : clockOf(tick)}
            </text>
          ))}
          {buckets.map((bucket, index) => {
            const { left, wide, partial } = bar(bucket);
            if (bucket.events === 0) return null;
            const tall = Math.max(2, height - y(bucket.events));
            return partial ? (
              <rect
                key={bucket.time}
                class={tall < dashable ? css.partial : css.running}
                x={left + 0.5}
                y={height - tall + 0.5}
                width={Math.max(1, wide - 1)}
                height={tall}
              />
            ) : (
              <rect key={bucket.time} class={index === hovered.value ? css.barHovered : css.bar} x={left} y={height - tall} width={wide} height={tall} />
            );
          })}
          {markers.map(({ time, label }) => {
            const left = Math.round(x(Date.parse(time))) + 0.5;
            return (
              <g key={label}>
                <path class={css.marker} d={`M${left} 0v${height}`} />
                <text class={css.label} x={left > width.value - 120 ? left - 4 : left + 4} y={9} text-anchor={left > width.value - 120 ? "end" : "start"}>
                  {label}
                </text>
              </g>
            );
          })}
          {at !== undefined && at >= start && at <= end && <path class={css.crosshair} d={`M${x(at)} 0v${height}`} />}
        </svg>
      )}
      {chosen && <Tip bucket={chosen} length={length} end={end} left={x(Date.parse(chosen.time) + length / 2)} room={width.value} />}
    </div>
  );
}

function Tip({ bucket, length, end, left, room }: { bucket: Bucket; length: number; end: number; left: number; room: number }) {
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
