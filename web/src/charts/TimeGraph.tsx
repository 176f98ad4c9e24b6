import { useSignal } from "@preact/signals";
import { clockOf, count, counted, dayOf, shortCount } from "../kit/format.ts";
import css from "./charts.module.css";
import { cx } from "../kit/cx.ts";
import { crosshair } from "./crosshair.ts";
import { incidents, shownMonitor } from "./incidents.ts";
import { placeNames, releases } from "./releases.ts";
import { axisTop, bucketStart, isDaily, timeTicks } from "./scale.ts";
import { Tip } from "./Tip.tsx";
import { useSelection } from "./useSelection.ts";
import { useWidth } from "./useWidth.ts";

export type Tone = "accent" | "danger" | "warning" | "info" | "quiet";

/** One value per bucket, oldest first; null where there is none. */
export interface Series {
  name: string;
  values: (number | null)[];
  tone: Tone;
}

interface TimeGraphProps {
  /** Bars stand on each other, the first at the bottom; lines lie over each other. */
  series: Series[];
  kind?: "bars" | "line";
  /** Of what is counted, for one: "event". */
  unit: string;
  /** How a value is written; counts by default. */
  format?: (value: number) => string;
  bucketSeconds: number;
  from: string;
  to: string;
  /** Height of the plot; the axis adds 20 pixels below. */
  height: number;
  /** The same of the time that is compared with, in all, bucket by bucket: a pale line. */
  then?: (number | null)[] | undefined;
  /** A stretch was picked, in milliseconds, from the start of its first bucket to the end of its last, within the range. */
  onZoom: (from: number, to: number) => void;
  onZoomOut: () => void;
}

const axis = 20;
const labelRoom = 72;
// Above the top gridline: half a figure of the axis, or the names of markers.
const head = 8;
const markerHead = 20;
// Lower bars have no room for a dash.
const dashable = 6;

/** Values over time, from 0, or from below where some are negative. The x axis is the range to the second; a bucket of which it holds a part is as wide as that part, and dashed. */
export function TimeGraph({ series, kind = "bars", unit, format, bucketSeconds, from, to, height, then = [], onZoom, onZoomOut }: TimeGraphProps) {
  const { element, width } = useWidth<HTMLDivElement>();
  const hovered = useSignal<number | undefined>(undefined);

  const [start, end] = [Date.parse(from), Date.parse(to)];
  const length = bucketSeconds * 1000;
  const gutter = format ? 60 : 40;
  const buckets = Math.max(0, ...series.map((each) => each.values.length));
  const plot = Math.max(0, width.value - gutter);
  const x = (time: number): number => gutter + (Math.min(Math.max(time, start), end) - start) * (plot / (end - start));
  const timeAt = (left: number): number => start + ((Math.min(Math.max(left, gutter), gutter + plot) - gutter) / plot) * (end - start);
  const beginOf = (index: number): number => bucketStart(start, length, index);
  const indexOf = (time: number): number => Math.floor((time - beginOf(0)) / length);
  const middleOf = (index: number): number => (Math.max(beginOf(index), start) + Math.min(beginOf(index + 1), end)) / 2;
  const stacked = (index: number): number => series.reduce((sum, each) => sum + (each.values[index] ?? 0), 0);
  const heights = Array.from({ length: buckets }, (_, index) =>
    kind === "bars" ? stacked(index) : Math.max(0, ...series.map((each) => each.values[index] ?? 0)),
  );
  const most = Math.max(0, ...heights, ...then.slice(0, buckets).map((value) => value ?? 0));
  const marks = releases.value.filter(({ time }) => time >= start && time <= end).map(({ time, name }) => ({ left: Math.round(x(time)) + 0.5, name }));
  const names = placeNames(marks, gutter, width.value);
  const top = axisTop(most, format === undefined);
  // Bars stand on 0; a line may go below it.
  const least = kind === "bars" ? 0 : Math.min(0, ...series.flatMap((each) => each.values.map((value) => value ?? 0)));
  const bottom = least < 0 ? -axisTop(-least, false) : 0;
  const y = (value: number): number => height - ((value - bottom) / (top - bottom)) * (height - (marks.length > 0 ? markerHead : head));
  const { ticks, step } = timeTicks(start, end, Math.max(2, Math.floor(plot / labelRoom)));
  const write = format ?? shortCount;

  const { selection, ...drag } = useSelection((picked) => {
    const last = beginOf(indexOf(timeAt(picked.to) - 1) + 1);
    onZoom(Math.max(beginOf(indexOf(timeAt(picked.from))), start), Math.min(last, Math.ceil(end / 1000) * 1000));
  });
  const follow = (move: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    drag.onPointerMove(move);
    const time = timeAt(move.clientX - move.currentTarget.getBoundingClientRect().left);
    const index = indexOf(time);
    const inside = index >= 0 && index < buckets;
    hovered.value = inside ? index : undefined;
    crosshair.value = inside ? time : undefined;
  };
  const leave = (): void => {
    hovered.value = undefined;
    crosshair.value = undefined;
  };

  const at = crosshair.value;
  const all = kind === "bars" ? heights.reduce((sum, each) => sum + each, 0) : 0;
  const label = kind === "bars" ? `${counted(all, unit)} over time, at most ${count(most)} in a bar` : `${unit} over time, at most ${write(most)}`;
  return (
    <div ref={element} class={css.graph} style={{ height: `${height + axis}px` }}>
      {plot > 0 && (
        <svg
          width={width.value}
          height={height + axis}
          role="img"
          aria-label={label}
          {...drag}
          onPointerMove={follow}
          onPointerLeave={leave}
          onDblClick={onZoomOut}
        >
          {incidents.value.map((each) => {
            if ((shownMonitor.value ?? each.monitor) !== each.monitor || each.from >= end || (each.to ?? end) <= start) return null;
            const left = x(each.from);
            if (each.isJob && shownMonitor.value === undefined) {
              return (
                <path key={`${each.monitor} ${each.from}`} class={css.jobMark} d={`M${left - 4} ${height + 4}l4 -7l4 7z`}>
                  <title>{each.label}</title>
                </path>
              );
            }
            return (
              <g key={`${each.monitor} ${each.from}`}>
                <rect class={css.incident} x={left} y={0} width={Math.max(3, x(each.to ?? end) - left)} height={height}>
                  <title>{each.label}</title>
                </rect>
                <path class={css.incidentMark} d={`M${left} ${height + 1}h${Math.max(3, x(each.to ?? end) - left)}`} />
              </g>
            );
          })}
          {(bottom < 0 ? [top, 0, bottom] : [top, top / 2]).map((value) => (
            <g key={value}>
              <path class={css.gridline} d={`M${gutter} ${Math.round(y(value)) + 0.5}h${plot}`} />
              <text class={css.label} x={gutter - 8} y={y(value) + 4} text-anchor="end">
                {write(value)}
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
          {kind === "bars" ? heights.map((_, index) => bar(index)) : series.map((each) => line(each))}
          {then.length > 0 && <path class={css.then} d={path(then.slice(0, buckets))} />}
          {marks.map(({ left, name }) => {
            const place = names.get(name);
            return (
              <g key={name}>
                <path class={css.marker} d={`M${left} 0v${height}`}>
                  <title>{`${name} was first seen`}</title>
                </path>
                {place && (
                  <text class={css.label} x={left + (place.anchor === "start" ? 4 : -4)} y={9} text-anchor={place.anchor}>
                    {place.text}
                  </text>
                )}
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
      {hovered.value !== undefined && (
        <Tip
          series={series}
          index={hovered.value}
          unit={unit}
          format={format}
          begin={beginOf(hovered.value)}
          length={length}
          start={start}
          end={end}
          then={then[hovered.value]}
          released={marksIn(hovered.value)}
          left={x(middleOf(hovered.value))}
          room={width.value}
        />
      )}
    </div>
  );

  function bar(index: number) {
    const left = x(beginOf(index));
    const wide = Math.max(1, x(beginOf(index) + length) - left - 1);
    const partial = beginOf(index) < start || beginOf(index + 1) > end;
    const sum = heights[index] ?? 0;
    if (sum === 0) return null;
    const tall = height - y(sum);
    const look = partial ? (tall < dashable ? css.partial : css.running) : index === hovered.value ? css.barHovered : css.bar;
    let below = 0;
    return (
      <g key={index}>
        {series.map((each) => {
          const value = each.values[index] ?? 0;
          if (value === 0) return null;
          // A few failures among thousands must be seen: two pixels at least.
          const part = Math.max(2, (value / sum) * tall);
          below += part;
          return <rect key={each.name} class={cx(look, css[each.tone])} x={left} y={height - below} width={wide} height={part} />;
        })}
      </g>
    );
  }

  function marksIn(index: number): string[] {
    return releases.value.filter(({ time }) => time >= beginOf(index) && time < beginOf(index) + length).map(({ name }) => name);
  }

  function path(values: (number | null)[]): string {
    let pen = "M";
    return values
      .map((value, index) => {
        if (value === null) {
          pen = "M";
          return "";
        }
        const point = `${pen}${x(middleOf(index)).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = "L";
        return point;
      })
      .join("");
  }

  function line(each: Series) {
    return (
      <g key={each.name}>
        <path class={cx(css.line, css[each.tone])} d={path(each.values)} />
        {each.values.map((value, index) => {
          const alone = value !== null && (each.values[index - 1] ?? null) === null && (each.values[index + 1] ?? null) === null;
          if (value === null || (!alone && index !== hovered.value)) return null;
          return <circle key={index} class={cx(css.dot, css[each.tone])} cx={x(middleOf(index))} cy={y(value)} r={3} />;
        })}
      </g>
    );
  }
}
