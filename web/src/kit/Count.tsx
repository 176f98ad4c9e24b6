import { counted, shortCount } from "./format.ts";

/** "12.3k", whole on hover; `unit` is the word for one. */
export function Count({ of, unit }: { of: number; unit: string }) {
  return <span title={counted(of, unit)}>{shortCount(of)}</span>;
}
