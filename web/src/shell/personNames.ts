import { signal, type Signal } from "@preact/signals";
import { questionPath } from "../api/paths.ts";
import { read } from "../api/client.ts";
import type { PersonNameList, Project } from "../api/types.ts";

// People of all projects that were on the screen since the page was loaded.
const names = new Map<string, Signal<string>>();
let wanted: { project: number; id: string }[] = [];

// An address holds some 8 kB.
const longestQuestion = 4_000;

/** What a person is called where the project knows a name or an e-mail address, else the id. Asked for once, together with all others that are shown at the same time. */
export function personName(project: Project, id: string): string {
  const key = `${project.id} ${id}`;
  let name = names.get(key);
  if (!name) {
    name = signal(id);
    names.set(key, name);
    if (wanted.push({ project: project.id, id }) === 1) queueMicrotask(ask);
  }
  return name.value;
}

function ask(): void {
  const byProject = new Map<number, string[]>();
  for (const { project, id } of wanted) byProject.set(project, [...(byProject.get(project) ?? []), id]);
  wanted = [];
  for (const [project, ids] of byProject) for (const some of parts(ids)) void askFor(project, some);
}

// Who may not read names sees ids.
async function askFor(project: number, ids: string[]): Promise<void> {
  const query = new URLSearchParams(ids.map((id) => ["person", id]));
  const answer = await read<PersonNameList>(`${questionPath(project, "people/names", {})}${query}`);
  for (const { id, name } of answer.data?.names ?? []) names.get(`${project} ${id}`)!.value = name;
}

function parts(ids: string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const id of ids) {
    const length = encodeURIComponent(id).length + 8;
    if (room < length || parts.at(-1)!.length === 50) {
      parts.push([]);
      room = longestQuestion;
    }
    parts.at(-1)!.push(id);
    room -= length;
  }
  return parts;
}
