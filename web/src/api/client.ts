/** What went wrong with a request, in words for a person. `status` 0: no answer at all. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
}

export type Answer<T> = { data: T; problem?: undefined } | { data?: undefined; problem: Problem };

const unreachable: Problem = {
  status: 0,
  title: "Paddock cannot be reached",
  detail: "The server did not answer. It may be restarting, or the connection is down.",
};

/** Reads JSON. Signed out: leaves for the sign-in page, which brings the person back here. */
export async function read<T>(path: string, abort?: AbortSignal, shape?: (answer: unknown) => T): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { headers: { Accept: "application/json" }, signal: abort ?? null });
    if (response.ok) {
      const answer: unknown = await response.json();
      return { data: shape ? shape(answer) : (answer as T) };
    }
    if (response.status === 401) return leaveForSignIn();
    return { problem: await problemOf(response) };
  } catch (error) {
    if (abort?.aborted) throw error;
    return { problem: unreachable };
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

async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<Problem> = await response.json().catch(() => ({}));
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
