import { count, shortCount } from "./format.ts";

/** "12.3k", whole on hover. */
export function Count({ of, unit }: { of: number; unit: string }) {
  return <span title={`${count(of)} ${unit}`}>{shortCount(of)}</span>;
}
