// How sure a figure is, and what may be said of a change between two of them.

import { count, rate } from "./format.ts";

const z95 = 1.959964;

/** A figure with the ends of its 95 % interval; without them nothing is claimed of it. */
export interface Measured {
  value: number;
  low?: number;
  high?: number;
  /** Of how many a share is. */
  of?: number;
}

/** Things that happen one by one: the interval is that of a Poisson count (Wilson and Hilferty's, which holds from one on). */
export function countOf(value: number): Measured {
  const root = (n: number, z: number): number => n * Math.max(0, 1 - 1 / (9 * n) + z / (3 * Math.sqrt(n))) ** 3;
  return { value, low: value === 0 ? 0 : root(value, -z95), high: root(value + 1, z95) };
}

/** A part of all, with Wilson's interval; undefined where there is nothing to be a part of. */
export function shareOf(part: number, all: number): Measured | undefined {
  if (all <= 0) return undefined;
  const [p, zz] = [part / all, z95 * z95];
  const centre = (p + zz / (2 * all)) / (1 + zz / all);
  const half = (z95 / (1 + zz / all)) * Math.sqrt((p * (1 - p)) / all + zz / (4 * all * all));
  return { value: p, low: Math.max(0, centre - half), high: Math.min(1, centre + half), of: all };
}

/** A figure that brings its interval along; too few to have one: null. */
export function valueOf(value: number, low: number | null, high: number | null): Measured {
  return low === null || high === null ? { value } : { value, low, high };
}

/** Whether two figures differ for more than chance: their intervals do not overlap. */
export function isSure(now: Measured, then: Measured): boolean {
  if (now.low === undefined || now.high === undefined || then.low === undefined || then.high === undefined) return false;
  return now.low > then.high || now.high < then.low;
}

/** "+12 %", of shares "+1.2 points"; undefined where a percentage says nothing, since there was nothing. */
export function difference(now: Measured, then: Measured): string | undefined {
  const sign = now.value >= then.value ? "+" : "−";
  if (now.of !== undefined) return `${sign}${rate(Math.abs(now.value - then.value), 1).replace(" %", "")} points`;
  if (then.value === 0) return undefined;
  return `${sign}${count(Math.round(Math.abs(now.value / then.value - 1) * 100))} %`;
}
