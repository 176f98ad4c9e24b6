import { signal } from "@preact/signals";
import { post, read, type Problem } from "../api/client.ts";
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
  const problem = await post("/sign-out", session.peek()?.csrf ?? "");
  if (problem) sessionProblem.value = problem;
  else location.assign("/sign-in");
}
