import { counted, shortCount } from "./format.ts";

/** "12.3k", whole on hover; `unit` is the word for one. */
export function Count({ of, unit, many }: { of: number; unit: string; many?: string }) {
  return <span title={counted(of, unit, many)}>{shortCount(of)}</span>;
}
