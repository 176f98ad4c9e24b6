import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { passes, read, type Problem } from "./client.ts";

/** What a page knows about one address: the data it has, what went wrong, and whether an answer is on its way. */
export interface Resource<T> {
  data: T | undefined;
  problem: Problem | undefined;
  busy: boolean;
  /** The data are of another address than the one that is asked for: of the former filter, say. */
  stale: boolean;
  /** Asks again and resolves with the new data; what is shown stays until then. */
  refresh: () => Promise<T | undefined>;
  /** Puts `data` in place of what is shown. */
  replace: (data: T) => void;
}

interface State<T> {
  path: string | undefined;
  /** Whose the data are. */
  of: string | undefined;
  data: T | undefined;
  problem: Problem | undefined;
  busy: boolean;
}

// Milliseconds until what passes by itself is asked for again.
const firstWait = 2_000;
const longestWait = 15_000;

// Enough for going back and forth between a list and some dozen issues without a skeleton.
const remembered = 40;
const cache = new Map<string, unknown>();

function remember(path: string, data: unknown): void {
  cache.delete(path);
  cache.set(path, data);
  for (const oldest of cache.keys()) {
    if (cache.size <= remembered) break;
    cache.delete(oldest);
  }
}

/** Fetches ahead of a click; the page that follows finds the answer in the cache. */
export async function prefetch(path: string, shape?: (answer: unknown) => unknown): Promise<void> {
  if (cache.has(path)) return;
  const answer = await read(path, undefined, shape);
  if (!answer.problem) remember(path, answer.data);
}

/**
 * Reads `path` and again whenever it changes; shows what is remembered of it meanwhile.
 * Trouble that passes is waited out: the page asks again until there is an answer.
 * `shape` turns the answer into what the page relies on. `keep`: with nothing remembered, the data of the former path stays (a list under a new filter) instead of a skeleton.
 */
export function useResource<T>(path: string | undefined, keep = false, shape?: (answer: unknown) => T): Resource<T> {
  const state = useSignal<State<T>>({ path: undefined, of: undefined, data: undefined, problem: undefined, busy: true });

  // How often data were put in by hand: an answer that was asked for before the last time knows nothing of it.
  const replaced = useRef(0);

  const fetchInto = useCallback(
    async (target: string, abort?: AbortSignal): Promise<T | undefined> => {
      const before = replaced.current;
      const answer = await read<T>(target, abort, shape);
      if (abort?.aborted || state.peek().path !== target) return undefined;
      if (replaced.current !== before) return fetchInto(target, abort);
      if (answer.problem) {
        const former = answer.problem.status === 404 ? undefined : state.peek().data;
        state.value = { path: target, of: state.peek().of, data: former, problem: answer.problem, busy: false };
        return undefined;
      }
      remember(target, answer.data);
      state.value = { path: target, of: target, data: answer.data, problem: undefined, busy: false };
      return answer.data;
    },
    [state],
  );

  useEffect(() => {
    if (path === undefined) return;
    const abort = new AbortController();
    const known = cache.get(path) as T | undefined;
    state.value = {
      path,
      of: known === undefined ? state.peek().of : path,
      data: known ?? (keep ? state.peek().data : undefined),
      problem: undefined,
      busy: true,
    };
    fetchInto(path, abort.signal).catch((error: unknown) => {
      if (!abort.signal.aborted) throw error;
    });
    return () => abort.abort();
  }, [path]);

  const refresh = useCallback(() => {
    if (path === undefined) return Promise.resolve(undefined);
    state.value = { ...state.peek(), busy: true };
    return fetchInto(path);
  }, [path]);

  const replace = useCallback(
    (data: T) => {
      if (path === undefined) return;
      replaced.current++;
      remember(path, data);
      state.value = { path, of: path, data, problem: undefined, busy: false };
    },
    [path],
  );

  const problem = state.value.problem;
  const wait = useRef(firstWait);
  useEffect(() => {
    if (!problem || !passes(problem)) {
      wait.current = firstWait;
      return;
    }
    const timer = setTimeout(() => void refresh(), wait.current);
    wait.current = Math.min(wait.current * 2, longestWait);
    return () => clearTimeout(timer);
  }, [problem]);

  const current = state.value;
  // Between a new path and its effect there is one rendering; it must not show the former page's data.
  const settled = current.path === path;
  const data = settled ? current.data : ((path !== undefined ? (cache.get(path) as T) : undefined) ?? (keep ? current.data : undefined));
  return {
    data,
    problem: settled ? current.problem : undefined,
    busy: !settled || current.busy,
    stale: data !== undefined && path !== undefined && (settled ? current.of !== path : !cache.has(path)),
    refresh,
    replace,
  };
}
