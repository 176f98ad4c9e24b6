import { signal } from "@preact/signals";
import { read, send, type Answer, type Method, type Problem } from "../api/client.ts";
import { sessionPath } from "../api/paths.ts";
import type { Session } from "../api/types.ts";

export const session = signal<Session | undefined>(undefined);
export const sessionProblem = signal<Problem | undefined>(undefined);

export async function loadSession(): Promise<void> {
  sessionProblem.value = undefined;
  const answer = await read<Session>(sessionPath);
  session.value = answer.data;
  sessionProblem.value = answer.problem;
}

export async function signOut(): Promise<void> {
  const { problem } = await save("DELETE", sessionPath);
  // 401: the session had ended already, which is what was wanted.
  if (problem && problem.status !== 401) sessionProblem.value = problem;
  else location.assign("/sign-in");
}

/** A change in the name of who is signed in. */
export function save<T = undefined>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
  return send<T>(method, path, session.peek()?.csrf ?? "", body);
}
