// Numbers and times as every screen writes them. English forms with a 24-hour clock, whatever the browser's language: pictures and people compare well.

const whole = new Intl.NumberFormat("en-US");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayWithYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const clockWithSeconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const zoneName = zone;

/** 1,234,567 */
export function count(value: number): string {
  return whole.format(value);
}

/** 999, 1.2k, 12.3k, 123k, 1.2M: at most four characters and a unit. */
export function shortCount(value: number): string {
  for (const [size, unit] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    // 999,500 would round to "1000k".
    if (value >= size * 0.9995) return `${trimmed(value / size)}${unit}`;
    if (value >= size) break;
  }
  return String(value);
}

function trimmed(value: number): string {
  return value >= 99.95 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, "");
}

/** "1 event", "12 events". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** The change against an earlier figure in whole per cent; undefined where a percentage says nothing. */
export function change(value: number, before: number | null): string | undefined {
  if (before === null || before === 0) return undefined;
  const percent = Math.round((value / before - 1) * 100);
  if (percent === 0) return "±0 %";
  return `${percent > 0 ? "+" : "−"}${count(Math.abs(percent))} %`;
}

export function percent(part: number, all: number): string {
  if (all <= 0) return "";
  const share = (part / all) * 100;
  return share > 0 && share < 1 ? "<1 %" : `${Math.round(share)} %`;
}

const units: [number, string][] = [
  [60, "s"],
  [60, "min"],
  [24, "h"],
  [30, "d"],
  [12, "mo"],
  [Infinity, "y"],
];

/** "now", "12 s", "3 min", "5 h", "2 d", "4 mo", "1 y": how long `milliseconds` are, in the largest unit that fits. */
export function duration(milliseconds: number): string {
  let value = Math.floor(milliseconds / 1000);
  for (const [size, unit] of units) {
    if (value < size) return `${value} ${unit}`;
    value = Math.floor(value / size);
  }
  return "";
}

export function relative(time: string, now: number): string {
  const past = now - Date.parse(time);
  return past < 5_000 ? "now" : `${duration(past)} ago`;
}

/** "14 Nov 2026, 14:03:22 Europe/Berlin" */
export function absolute(time: string): string {
  const date = new Date(time);
  return `${dayWithYear.format(date)}, ${clockWithSeconds.format(date)} ${zone}`;
}

export function dayOf(date: Date): string {
  return day.format(date);
}

export function clockOf(date: Date): string {
  return clock.format(date);
}

/** 14:03:22.123 */
export function clockMillisOf(date: Date): string {
  return `${clockWithSeconds.format(date)}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** How long something took: "0.42 ms", "8.3 ms", "412 ms", "1.24 s", "3 min 20 s". */
export function took(milliseconds: number): string {
  if (milliseconds === 0) return "0 ms";
  if (milliseconds < 1) return `${milliseconds.toFixed(2)} ms`;
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_995) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "€1,234.50", or short "€1.23K"; without a known currency the bare amount. */
export function money(amount: number, currency: string, short = false): string {
  const known = /^[A-Z]{3}$/.test(currency);
  const form: Intl.NumberFormatOptions = short ? { notation: "compact", maximumSignificantDigits: 3 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const written = new Intl.NumberFormat("en-US", known ? { ...form, style: "currency", currency } : form).format(amount);
  return known || !currency ? written : `${written} ${currency}`;
}

/** The same of a share between 0 and 1. */
export function rateOf(share: number | undefined): string {
  return share === undefined ? "–" : rate(share, 1);
}

/** A share with as many digits as it has meaning: "0.04 %", "1.3 %", "42 %". */
export function rate(part: number, all: number): string {
  if (all <= 0) return "–";
  const share = (part / all) * 100;
  if (share === 0) return "0 %";
  return share < 0.095 ? `${share.toFixed(2)} %` : share < 9.95 ? `${share.toFixed(1)} %` : `${Math.round(share)} %`;
}

export function clockWithSecondsOf(date: Date): string {
  return clockWithSeconds.format(date);
}

/** "13 Nov 10:00 – 14:00", "7 Nov 14:00 – 14 Nov 14:00"; the days alone where the range is long. */
export function span(from: string, to: string, between = " – "): string {
  const [start, end] = [new Date(from), new Date(to)];
  const withClock = end.getTime() - start.getTime() <= 8 * 86_400_000;
  const write = (date: Date): string => (withClock ? `${day.format(date)} ${clock.format(date)}` : day.format(date));
  const last = withClock && day.format(start) === day.format(end) ? clock.format(end) : write(end);
  return `${write(start)}${between}${last}`;
}

/** "13 Nov", "13 – 16 Nov", "30 Oct – 2 Nov" */
export function days(from: string, to: string): string {
  const [start, end] = [new Date(from), new Date(to)];
  const [first, last] = [day.format(start), day.format(end)];
  if (first === last) return first;
  return start.getMonth() === end.getMonth() ? `${start.getDate()} – ${last}` : `${first} – ${last}`;
}

/** Keeps head and tail of a long path or address: the tail says most. */
export function middle(text: string, most: number): string {
  if (text.length <= most) return text;
  const tail = Math.ceil((most - 1) * 0.62);
  return `${text.slice(0, most - 1 - tail)}…${text.slice(text.length - tail)}`;
}
