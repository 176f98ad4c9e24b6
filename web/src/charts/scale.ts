// Pure arithmetic of axes.

const hour = 3_600_000;
const dayLength = 24 * hour;
const steps = [hour, 2 * hour, 3 * hour, 4 * hour, 6 * hour, 12 * hour, dayLength, 2 * dayLength, 5 * dayLength, 7 * dayLength, 14 * dayLength, 30 * dayLength];

/** The top of an axis that starts at 0: the next of 1, 2, 4, 5, 8 times a power of ten, so that its half is readable, too. */
export function axisTop(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 4, 5, 8, 10].find((candidate) => candidate * power >= most) ?? 10;
  return factor * power;
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
    else tick.setHours(tick.getHours() + step / hour);
  }
  return { ticks, step };
}

export function isDaily(step: number): boolean {
  return step >= dayLength;
}
