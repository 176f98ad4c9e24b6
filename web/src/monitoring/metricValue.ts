import { took } from "../kit/format.ts";

const milliseconds: Record<string, number> = {
  s: 1000,
  second: 1000,
  seconds: 1000,
  ms: 1,
  millisecond: 1,
  milliseconds: 1,
  us: 1e-3,
  microsecond: 1e-3,
  ns: 1e-6,
  nanosecond: 1e-6,
};
const bytes = ["By", "B", "byte", "bytes"];
const sizes: [number, string][] = [
  [1024 ** 4, "TiB"],
  [1024 ** 3, "GiB"],
  [1024 ** 2, "MiB"],
  [1024, "KiB"],
];

/** The unit that a metric says it has, or has by its name, as Prometheus' names do: "http_request_duration_seconds". */
export function unitOf(name: string, unit: string): string {
  return unit || (/_(seconds|bytes)(_total)?$/.exec(name)?.[1] ?? "");
}

/** Growth that is seldom is told by the minute or the hour: three orders an hour, not 0.0008 a second. */
export function paceOf(perSecond: (number | null)[]): { per: string; seconds: number } {
  const most = Math.max(0, ...perSecond.map((value) => Math.abs(value ?? 0)));
  if (most >= 0.1 || most === 0) return { per: "/s", seconds: 1 };
  return most >= 0.1 / 60 ? { per: "/min", seconds: 60 } : { per: "/h", seconds: 3600 };
}

/** How values of a metric are written: with its unit, in three digits; `per`, what a rate is by. */
export function writeValue(unit: string, per = ""): (value: number) => string {
  const scale = milliseconds[unit];
  if (scale !== undefined && !per) return (value) => (value < 0 ? `−${took(-value * scale)}` : took(value * scale));
  if (bytes.includes(unit)) return (value) => `${binary(value)}${per}`;
  const said = unit === "" || unit === "1" || unit.startsWith("{") ? "" : ` ${unit === "percent" ? "%" : unit}`;
  return (value) => `${short(value)}${said}${per}`;
}

function binary(value: number): string {
  const found = sizes.find(([size]) => Math.abs(value) >= size);
  return found ? `${short(value / found[0])} ${found[1]}` : `${short(value)} B`;
}

function short(value: number): string {
  if (value < 0) return `−${short(-value)}`;
  for (const [size, unit] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    if (value >= size * 0.9995) return `${digits(value / size)}${unit}`;
  }
  return digits(value);
}

function digits(value: number): string {
  if (value === 0) return "0";
  return value < 1e-4 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
