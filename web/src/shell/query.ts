/** One term of a search: a word, or a filter on a key ("release:1.2", excluded as "!release:1.2", quoted where there are spaces). */
export interface Term {
  key?: string;
  value: string;
  not: boolean;
}

const term = /(!?)(?:([\w.-]+):)?("(?:[^"\\]|\\.)*"|\S+)/g;

export function readQuery(text: string): Term[] {
  return [...text.matchAll(term)].map(([, not, key, value = ""]) => ({
    ...(key === undefined ? {} : { key }),
    value: value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value,
    not: not === "!",
  }));
}

export function writeQuery(terms: Term[]): string {
  return terms.map(writeTerm).join(" ");
}

export function writeTerm({ key, value, not }: Term): string {
  const quoted = /[\s"]/.test(value) || value === "" ? `"${value.replace(/["\\]/g, "\\$&")}"` : value;
  return `${not ? "!" : ""}${key === undefined ? "" : `${key}:`}${quoted}`;
}

/** The filters of `terms` with the words of `typed`. Until `final`, a filter that is still being typed is left alone. */
export function withWords(terms: Term[], typed: string, final: boolean): Term[] {
  const filters = terms.filter((each) => each.key !== undefined);
  const words = readQuery(typed).filter((each) => final || each.key === undefined);
  return [...filters, ...words];
}

/** `query` with a filter more; one on the same key and value gives way. */
export function withFilter(query: string, key: string, value: string, not = false): string {
  const others = readQuery(query).filter((each) => each.key !== key || each.value !== value);
  return writeQuery([...others, { key, value, not }]);
}
