import { read } from "../api/client.ts";
import { issuesPartPath } from "../api/paths.ts";
import type { Project, SearchValueList } from "../api/types.ts";
import { writeTerm } from "../shell/query.ts";

const most = 8;

// Keys of the search of issues, the most usual first. A tag is a key as well.
const keys =
  "is assigned level release environment user.id user.email priority firstSeen lastSeen age timesSeen usersSeen bookmarks has message title stack firstRelease transaction error.type error.handled error.unhandled logger platform host route trace dist".split(
    " ",
  );

const values: Record<string, string[]> = {
  is: "unresolved resolved archived all for_review new ongoing escalating regressed assigned unassigned first again".split(" "),
  assigned: ["me", "none"],
  bookmarks: ["me"],
  level: "fatal error warning info debug".split(" "),
  priority: "high medium low".split(" "),
  release: ["latest"],
  firstRelease: ["latest"],
  firstSeen: ["-1h", "-24h", "-7d", "+30d"],
  lastSeen: ["-1h", "-24h", "+24h", "+7d"],
  age: ["-1h", "-24h", "-7d", "+30d"],
  timesSeen: [">10", ">100", ">1000"],
  usersSeen: [">1", ">10", ">100"],
  "error.handled": ["yes", "no"],
  "error.unhandled": ["true"],
};

// Their values are what they are here, and nothing that a project has.
const closed = new Set(
  "is bookmarks level priority firstSeen lastSeen age timesSeen usersSeen error.handled error.unhandled message title stack has".split(" "),
);

/** Keys that begin as the word does, and behind a key the values there are. */
export async function suggest(project: Project, range: string, word: string): Promise<string[]> {
  const not = word.startsWith("!");
  const typed = not ? word.slice(1) : word;
  const colon = typed.indexOf(":");
  if (colon < 0) {
    if (typed === "") return [];
    const own = keys.filter((key) => begins(key, typed));
    const tags = own.length >= most ? [] : await asked(project, { range, text: typed });
    return [...new Set([...own, ...tags.filter((tag) => /^[\w.-]+$/.test(tag) && begins(tag, typed))])].slice(0, most).map((key) => `${not ? "!" : ""}${key}:`);
  }
  const key = typed.slice(0, colon);
  const value = typed.slice(colon + 1).replaceAll('"', "");
  const own = (key === "has" ? keys.slice(2, 7) : (values[key] ?? [])).filter((each) => begins(each, value));
  const found = closed.has(key) ? (key === "has" ? await asked(project, { range, text: value }) : []) : await asked(project, { range, key, text: value });
  return [...new Set([...own, ...found])].slice(0, most).map((each) => writeTerm({ key, value: each, not }));
}

function begins(whole: string, part: string): boolean {
  return whole.toLowerCase().startsWith(part.toLowerCase());
}

async function asked(project: Project, search: Record<string, string>): Promise<string[]> {
  const answer = await read<SearchValueList>(issuesPartPath(project.id, `values?${new URLSearchParams(search)}`));
  return answer.data?.values.map(({ value }) => value) ?? [];
}
