import type { Project } from "../api/types.ts";

/** What tells a project from another one of the same name; undefined where its name is its own. */
export function slugIfShared(project: Project, all: Project[]): string | undefined {
  return all.some((other) => other !== project && other.name === project.name) ? project.slug : undefined;
}

/** The key that opens every door of a project; it can only write. */
export function keyOf(project: Project): string {
  return /\/\/([0-9a-f]+)@/.exec(project.dsn ?? "")?.[1] ?? "…";
}
