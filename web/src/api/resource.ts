import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { isUnchangedSince, passes, read, type Problem } from "./client.ts";
import { liveState } from "./live.ts";

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
const cache = new Map<string, { data: unknown; asked: number }>();

type Shape = (answer: unknown) => unknown;

// What each page has read, by its address.
const pages = new Map<string, Map<string, Shape | undefined>>();

// Milliseconds for which figures of a range are not asked for again by going back and forth: an open page does not ask more often either.
const restful = 10_000;

function remember(path: string, data: unknown, asked: number): void {
  keepNewest(cache, path, { data, asked });
}

function keepNewest<T>(of: Map<string, T>, key: string, value: T): void {
  of.delete(key);
  of.set(key, value);
  for (const oldest of of.keys()) {
    if (of.size <= remembered) break;
    of.delete(oldest);
  }
}

function noteRead(path: string, shape?: Shape): void {
  const address = location.pathname + location.search;
  keepNewest(pages, address, (pages.get(address) ?? new Map<string, Shape | undefined>()).set(path, shape));
}

function knownOf<T>(path: string | undefined): T | undefined {
  return path === undefined ? undefined : (cache.get(path)?.data as T | undefined);
}

function isOfRange(path: string): boolean {
  return path.includes("range=");
}

// Only what is told of news can know that there were none.
function isFresh(path: string): boolean {
  const asked = cache.get(path)?.asked;
  return asked !== undefined && isOfRange(path) && liveState.peek() === "live" && isUnchangedSince(asked) && performance.now() - asked < restful;
}

/** Fetches ahead of a click; the page that follows finds the answer in the cache. */
export async function prefetch(path: string, shape?: Shape): Promise<void> {
  if (cache.has(path)) return;
  await fetchAhead(path, shape);
}

/** Figures that a page showed when it was last here, so that they are there when it comes again. */
export function prefetchPage(address: string): void {
  for (const [path, shape] of pages.get(address) ?? []) if (isOfRange(path) && !isFresh(path)) void fetchAhead(path, shape);
}

async function fetchAhead(path: string, shape?: Shape): Promise<void> {
  const asked = performance.now();
  const answer = await read(path, undefined, shape);
  if (!answer.problem) remember(path, answer.data, asked);
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
      const asked = performance.now();
      const answer = await read<T>(target, abort, shape);
      if (abort?.aborted || state.peek().path !== target) return undefined;
      if (replaced.current !== before) return fetchInto(target, abort);
      if (answer.problem) {
        const former = answer.problem.status === 404 ? undefined : state.peek().data;
        state.value = { path: target, of: state.peek().of, data: former, problem: answer.problem, busy: false };
        return undefined;
      }
      remember(target, answer.data, asked);
      state.value = { path: target, of: target, data: answer.data, problem: undefined, busy: false };
      return answer.data;
    },
    [state],
  );

  useEffect(() => {
    if (path === undefined) return;
    noteRead(path, shape);
    const known = knownOf<T>(path);
    if (isFresh(path)) {
      state.value = { path, of: path, data: known, problem: undefined, busy: false };
      return;
    }
    const abort = new AbortController();
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
      remember(path, data, performance.now());
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
  const data = settled ? current.data : (knownOf<T>(path) ?? (keep ? current.data : undefined));
  return {
    data,
    problem: settled ? current.problem : undefined,
    busy: settled ? current.busy : path === undefined || !isFresh(path),
    stale: data !== undefined && path !== undefined && (settled ? current.of !== path : !cache.has(path)),
    refresh,
    replace,
  };
}
