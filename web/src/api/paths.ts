// Every address of the API that the screens read, in one place.

export const sessionPath = "/api/v1/session";

/** Something of a project that people set: its keys, its members. */
export function projectPath(projectId: number, part = ""): string {
  return `/api/v1/projects/${projectId}${part && `/${part}`}`;
}

/** Unresolved ones, unless `status` or the query says otherwise. */
export function issuesPath(projectId: number, search: Record<string, string>): string {
  return `/api/v1/projects/${projectId}/issues?${new URLSearchParams(search)}`;
}

/** A question of a room: what its list, its figures and its graphs are read from. */
export function questionPath(projectId: number, question: string, search: Record<string, string>): string {
  const given = Object.entries(search).filter(([, value]) => value !== "");
  return `/api/v1/projects/${projectId}/${question}?${new URLSearchParams(given)}`;
}

export function tracePath(projectId: number, traceId: string): string {
  return `/api/v1/projects/${projectId}/traces/${traceId}`;
}

export function linksPath(projectId: number, traceId: string): string {
  return `/api/v1/projects/${projectId}/traces/${traceId}/links`;
}

export function issuePath(projectId: number, issueId: number, range: string): string {
  return `/api/v1/projects/${projectId}/issues/${issueId}?${new URLSearchParams({ range })}`;
}

/** What is done with all issues or asked about them: "undo/7", "searches", "values?key=release". */
export function issuesPartPath(projectId: number, part: string): string {
  return `/api/v1/projects/${projectId}/issues/${part}`;
}

export function eventPath(projectId: number, issueId: number, event: string): string {
  return `/api/v1/projects/${projectId}/issues/${issueId}/events/${encodeURIComponent(event)}`;
}

/** A monitor, or what is done with it: "check", "pause", … */
export function monitorPath(projectId: number, monitorId: number | undefined, action = ""): string {
  return `/api/v1/projects/${projectId}/monitors${monitorId === undefined ? "" : `/${monitorId}`}${action && `/${action}`}`;
}
