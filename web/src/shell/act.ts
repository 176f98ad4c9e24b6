import type { Method, Problem } from "../api/client.ts";
import { complain, tell } from "../kit/Toast.tsx";
import { save } from "./session.ts";

interface Action {
  method: Method;
  path: string;
  body?: unknown;
  /** What is said when it is done. */
  done: string;
  /** What takes it back. */
  undo?: { method: Method; path: string; body?: unknown };
  /** Shows how things are now. */
  refresh: () => Promise<unknown>;
}

/** Does it at once, says so, and for a while offers to take it back. */
export async function act({ method, path, body, done, undo, refresh }: Action): Promise<Problem | undefined> {
  const { problem } = await save(method, path, body);
  if (problem) complain(problem);
  else tell(done, undo && (() => void takeBack(undo, refresh)));
  await refresh();
  return problem;
}

async function takeBack(undo: NonNullable<Action["undo"]>, refresh: () => Promise<unknown>): Promise<void> {
  const { problem } = await save(undo.method, undo.path, undo.body);
  if (problem) complain(problem);
  await refresh();
}
