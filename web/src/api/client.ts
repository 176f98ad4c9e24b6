import { signal } from "@preact/signals";

/** What went wrong with a request, in words for a person. `status` 0: no answer at all. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
}

/** How the last question about a project ended: with an answer, because the server is gone, or because its store is. */
export const reached = signal<"yes" | "no" | "store away">("yes");

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

/** A change without a body, with the session's token against forged ones. */
export async function change(method: "POST" | "DELETE", path: string, csrf: string): Promise<Problem | undefined> {
  try {
    const response = await fetch(path, { method, headers: { "X-Paddock-Csrf": csrf } });
    return response.ok ? undefined : await problemOf(response);
  } catch {
    return unreachable;
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
