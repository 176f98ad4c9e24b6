import css from "./charts.module.css";

const height = 24;

/** A few lines over the range without axes, the first drawn lighter: 95th percentile and median, say. A null is a gap. */
export function Lines({ values, label, width = 112 }: { values: (number | null)[][]; label: string; width?: number }) {
  const most = Math.max(1e-9, ...values.flat().map((value) => value ?? 0));
  const path = (line: (number | null)[]): string => {
    const step = width / Math.max(1, line.length);
    let pen = "M";
    return line
      .map((value, index) => {
        if (value === null) {
          pen = "M";
          return "";
        }
        const [x, y] = [(index + 0.5) * step, height - 2 - (value / most) * (height - 4)];
        const alone = pen === "M" && (line[index + 1] ?? null) === null;
        const point = alone ? `M${(x - 1).toFixed(1)} ${y.toFixed(1)}h2` : `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
        pen = "L";
        return point;
      })
      .join("");
  };
  return (
    <svg class={css.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path class={css.base} d={`M0 ${height - 0.5}h${width}`} />
      {values.map((line, index) => (
        <path key={index} class={index === values.length - 1 ? css.line : css.faintLine} d={path(line)} />
      ))}
    </svg>
  );
}
