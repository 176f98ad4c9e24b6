import { useSignal } from "@preact/signals";
import { read } from "../api/client.ts";
import type { Resource } from "../api/resource.ts";
import { Button } from "../kit/Button.tsx";
import css from "./Room.module.css";

interface MoreProps<T> {
  list: Resource<T>;
  /** Of the first page. */
  path: string;
  /** The shown with the page that follows behind it. */
  join: (shown: T, more: T) => T;
}

/** The end of a list that goes on: asks for the page that follows, and puts it behind what is shown. */
export function More<T extends { next: string | null }>({ list, path, join }: MoreProps<T>) {
  const asking = useSignal(false);
  const shown = list.data;
  if (!shown?.next) return null;
  const load = async (): Promise<void> => {
    asking.value = true;
    const answer = await read<T>(`${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(shown.next!)}`);
    asking.value = false;
    if (answer.data && list.data === shown) list.replace(join(shown, answer.data));
  };
  return (
    <div class={css.more}>
      <Button look="edged" disabled={asking.value} onClick={() => void load()}>
        Show more
      </Button>
    </div>
  );
}
