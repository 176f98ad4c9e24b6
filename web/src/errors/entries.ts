/** Names and values of whatever a client sent as "a mapping": an object, a list of pairs, or a query string. */
export function entries(of: unknown): [string, unknown][] {
  if (of === null || of === undefined || of === "") return [];
  if (Array.isArray(of)) {
    return of.map((item, index): [string, unknown] => (Array.isArray(item) && item.length === 2 ? [String(item[0]), item[1]] : [String(index), item]));
  }
  if (typeof of === "object") return Object.entries(of);
  return typeof of === "string" && of.includes("=") ? [...new URLSearchParams(of)] : [["", of]];
}
