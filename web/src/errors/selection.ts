import { useSignal, type Signal } from "@preact/signals";
import type { Issue } from "../api/types.ts";

/** Which rows of the list are selected. */
export interface Selection {
  ids: Signal<ReadonlySet<number>>;
  toggle: (id: number) => void;
  all: (issues: Issue[]) => void;
}

export function useSelection(): Selection {
  const ids = useSignal<ReadonlySet<number>>(new Set());
  return {
    ids,
    toggle: (id) => {
      const next = new Set(ids.peek());
      if (!next.delete(id)) next.add(id);
      ids.value = next;
    },
    all: (issues) => (ids.value = new Set(issues.map(({ id }) => id))),
  };
}
