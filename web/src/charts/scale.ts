// Pure arithmetic of axes.

const hour = 3_600_000;
const dayLength = 24 * hour;
const minute = 60_000;
const steps = [
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  dayLength,
  2 * dayLength,
  3 * dayLength,
  5 * dayLength,
  7 * dayLength,
  14 * dayLength,
  30 * dayLength,
];

/** Where a bucket begins: buckets are whole multiples of their length in UTC, so the first of a range may begin before it and be cut, as the last may. */
export function bucketStart(from: number, length: number, index: number): number {
  return (Math.floor(from / length) + index) * length;
}

/** The top of an axis that starts at 0: a round number not far above `most` whose half is round, too. Counts are whole. */
export function axisTop(most: number, whole = true): number {
  if (whole && most <= 10) return Math.max(2, Math.ceil(most / 2) * 2);
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= most) ?? 10;
  return whole ? Math.round(factor * power) : Number((factor * power).toPrecision(2));
}

/** At most `most` round moments of local time within [from, to], in milliseconds, and the step between them. */
export function timeTicks(from: number, to: number, most: number): { ticks: Date[]; step: number } {
  const step = steps.find((candidate) => (to - from) / candidate <= most) ?? steps[steps.length - 1]!;
  const ticks: Date[] = [];
  const tick = new Date(from);
  // From local midnight on, by the clock: days of 23 and 25 hours keep their labels round.
  tick.setHours(0, 0, 0, 0);
  while (tick.getTime() <= to) {
    if (tick.getTime() >= from) ticks.push(new Date(tick));
    if (step >= dayLength) tick.setDate(tick.getDate() + step / dayLength);
    else tick.setMinutes(tick.getMinutes() + step / minute);
  }
  return { ticks, step };
}

export function isDaily(step: number): boolean {
  return step >= dayLength;
}
