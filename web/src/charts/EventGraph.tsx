import { useSignal } from "@preact/signals";
import type { Bucket } from "../api/types.ts";
import { clockOf, count, counted, dayOf, shortCount } from "../kit/format.ts";
import css from "./charts.module.css";
import { crosshair } from "./crosshair.ts";
import { axisTop, isDaily, timeTicks } from "./scale.ts";
import { Tip } from "./Tip.tsx";
import { useSelection } from "./useSelection.ts";
import { useWidth } from "./useWidth.ts";

/** Something that happened at a moment: a release. */
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
  /** A stretch was picked, in milliseconds, from the start of its first bucket to the end of its last. */
  onZoom: (from: number, to: number) => void;
  onZoomOut: () => void;
}

const gutter = 36;
const axis = 20;
const labelRoom = 72;
const markerRoom = 120;
// Above the top gridline: half a figure of the axis, or the names of markers.
const head = 8;
const markerHead = 20;
// Lower bars have no room for a dash.
const dashable = 6;

/** Events over time as bars from 0. The x axis is the range to the second; the bucket that is still running is dashed. */
export function EventGraph({ buckets, bucketSeconds, from, to, height, markers = [], onZoom, onZoomOut }: EventGraphProps) {
  const { element, width } = useWidth<HTMLDivElement>();
  const hovered = useSignal<number | undefined>(undefined);

  const [start, end] = [Date.parse(from), Date.parse(to)];
  const length = bucketSeconds * 1000;
  const plot = Math.max(0, width.value - gutter);
  const x = (time: number): number => gutter + (Math.min(Math.max(time, start), end) - start) * (plot / (end - start));
  const timeAt = (left: number): number => start + ((Math.min(Math.max(left, gutter), gutter + plot) - gutter) / plot) * (end - start);
  const most = Math.max(0, ...buckets.map((bucket) => bucket.events));
  const top = axisTop(most);
  const y = (events: number): number => height - (events / top) * (height - (markers.length > 0 ? markerHead : head));
  const { ticks, step } = timeTicks(start, end, Math.max(2, Math.floor(plot / labelRoom)));

  const { selection, ...drag } = useSelection((picked) => {
    const first = start + Math.floor((timeAt(picked.from) - start) / length) * length;
    const last = start + Math.ceil((timeAt(picked.to) - start) / length) * length;
    onZoom(first, Math.min(last, Math.ceil(end / 1000) * 1000));
  });
  const follow = (move: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    drag.onPointerMove(move);
    const time = timeAt(move.clientX - move.currentTarget.getBoundingClientRect().left);
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
          aria-label={`${counted(all, "event")} over time, at most ${count(most)} in a bar`}
          {...drag}
          onPointerMove={follow}
          onPointerLeave={leave}
          onDblClick={onZoomOut}
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
            if (bucket.events === 0) return null;
            const begin = Date.parse(bucket.time);
            const left = x(begin);
            const wide = Math.max(1, x(begin + length) - left - 1);
            const tall = Math.max(2, height - y(bucket.events));
            const running = begin + length > end;
            const look = running ? (tall < dashable ? css.partial : css.running) : index === hovered.value ? css.barHovered : css.bar;
            return <rect key={bucket.time} class={look} x={left} y={height - tall} width={wide} height={tall} />;
          })}
          {markers.map(({ time, label }) => {
            const left = Math.round(x(Date.parse(time))) + 0.5;
            const turned = left > width.value - markerRoom;
            return (
              <g key={label}>
                <path class={css.marker} d={`M${left} 0v${height}`} />
                <text class={css.label} x={left + (turned ? -4 : 4)} y={9} text-anchor={turned ? "end" : "start"}>
                  {label}
                </text>
              </g>
            );
          })}
          {selection.value && (
            <rect
              class={css.selection}
              x={Math.min(selection.value.from, selection.value.to)}
              y={0}
              width={Math.abs(selection.value.to - selection.value.from)}
              height={height}
            />
          )}
          {at !== undefined && at >= start && at <= end && <path class={css.crosshair} d={`M${x(at)} 0v${height}`} />}
        </svg>
      )}
      {chosen && <Tip bucket={chosen} length={length} end={end} left={x(Date.parse(chosen.time) + length / 2)} room={width.value} />}
    </div>
  );
}
