import css from "./charts.module.css";

const height = 24;

/** Counts in equal parts of the range, oldest first. The last part is still running and drawn lighter; `then`, those of the time that is compared with, are a pale line. */
export function Sparkline({ values, label, width = 120, then = [] }: { values: number[]; label: string; width?: number; then?: number[] | undefined }) {
  const most = Math.max(1, ...values, ...then.slice(0, values.length));
  const step = width / Math.max(1, values.length);
  const bar = (value: number, index: number): string => {
    if (value <= 0) return "";
    const tall = Math.max(2, (value / most) * (height - 2));
    return `M${(index * step).toFixed(2)} ${height - 1}v${-tall.toFixed(2)}h${(step - 1).toFixed(2)}v${tall.toFixed(2)}z`;
  };
  const line = then
    .slice(0, values.length)
    .map((value, index) => `${((index + 0.5) * step).toFixed(1)} ${(height - 1 - (value / most) * (height - 2)).toFixed(1)}`);
  return (
    <svg class={css.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path class={css.base} d={`M0 ${height - 0.5}h${width}`} />
      {values.map(
        (value, index) => value > 0 && <path key={index} class={index > 0 && index < values.length - 1 ? css.bar : css.partial} d={bar(value, index)} />,
      )}
      {line.length > 1 && <path class={css.then} d={`M${line.join("L")}`} />}
    </svg>
  );
}
