import { signal } from "@preact/signals";

/** What went wrong with a request, in words for a person. `status` 0: no answer at all. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
}

/** How the last question about a project ended: with an answer, because the server is gone, or because its store is. */
export const reached = signal<"yes" | "no" | "store away">("yes");

/** Since when nothing was changed that this page knows of, by it or by others (milliseconds of the page's clock). */
let unchangedSince = 0;

export function markChanged(): void {
  unchangedSince = performance.now();
}

export function isUnchangedSince(time: number): boolean {
  return time > unchangedSince;
}

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem };

const unreachable: Problem = {
  status: 0,
  title: "Paddock cannot be reached",
  detail: "The server did not answer. It may be restarting, or the connection is down.",
};

const storeAway = {
  title: "The store is away",
  detail: "The database that keeps events does not answer. What sites send meanwhile is accepted and kept. This page goes on by itself when the store is back.",
};

/** Reads JSON. Signed out: leaves for the sign-in page, which brings the person back here. */
export async function read<T>(path: string, abort?: AbortSignal, shape?: (answer: unknown) => T): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { headers: { Accept: "application/json" }, signal: abort ?? null });
    if (response.ok) {
      const answer: unknown = await response.json();
      if (isOfProject(path)) reached.value = "yes";
      return { data: shape ? shape(answer) : (answer as T) };
    }
    if (response.status === 401) return leaveForSignIn();
    return { problem: await problemOf(response) };
  } catch (error) {
    if (abort?.aborted) throw error;
    reached.value = "no";
    return { problem: { ...unreachable } };
  }
}

export type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** A change, with the session's token against forged ones. What answers without a body has no `data`. */
export async function send<T = undefined>(method: Method, path: string, csrf: string, body?: unknown): Promise<Answer<T>> {
  try {
    const headers = { "X-Paddock-Csrf": csrf, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
    const response = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    if (!response.ok) return { problem: await problemOf(response) };
    return { data: (response.status === 204 ? undefined : await response.json()) as T };
  } catch {
    return { problem: { ...unreachable } };
  } finally {
    markChanged();
  }
}

/** Trouble that ends without anybody doing anything: no answer, or one of a server or proxy that waits for something itself. */
export function passes({ status }: Problem): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}

// The session is not kept in the store, and says nothing about it.
function isOfProject(path: string): boolean {
  return path.startsWith("/api/v1/projects/");
}

async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<Problem & { reason: string }> = await response.json().catch(() => ({}));
  if (response.status === 503 && body.reason === "unavailable") {
    reached.value = "store away";
    return { status: 503, ...storeAway };
  }
  return {
    status: response.status,
    title: body.title || (response.status >= 500 ? "Paddock could not answer" : "That did not work"),
    detail: body.detail || `The server answered with ${response.status}.`,
  };
}

function leaveForSignIn(): Promise<never> {
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  // The page is going away; whoever waits need not be told anything.
  return new Promise(() => {});
}
