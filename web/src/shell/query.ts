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

/** Filters are shown as pills, words stay in the field. */
export function isFilter({ key, not }: Term): boolean {
  return key !== undefined || not;
}

export function wordsOf(terms: Term[]): string {
  return writeQuery(terms.filter((each) => !isFilter(each)));
}

/** The filters of `terms` with the words of `typed`. Until `final`, a filter that is still being typed is left alone. */
export function withWords(terms: Term[], typed: string, final: boolean): Term[] {
  const filters = terms.filter(isFilter);
  const words = readQuery(typed).filter((each) => final || !isFilter(each));
  return [...filters, ...words];
}

/** `query` with a filter more; one on the same key and value gives way. */
export function withFilter(query: string, key: string, value: string, not = false): string {
  const others = readQuery(query).filter((each) => each.key !== key || each.value !== value);
  return writeQuery([...others, { key, value, not }]);
}
