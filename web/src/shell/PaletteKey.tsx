import { signal } from "@preact/signals";
import type { Project, Session } from "../api/types.ts";
import { useKeys, type Key } from "./keys.ts";
import { lazy } from "./lazy.tsx";
import { session } from "./session.ts";
import css from "./PaletteKey.module.css";

interface PaletteProps {
  session: Session;
  project: Project | undefined;
  /** What was typed before it was there. */
  typed: string;
  onClose: () => void;
}

const isOpen = signal(false);
const typed = signal("");

/** Opens it. */
export function openPalette(): void {
  typed.value = "";
  isOpen.value = true;
}

const keys: Key[] = [{ key: "k", command: true, does: "Go anywhere", run: openPalette }];

export const Palette = lazy<PaletteProps>(async () => (await import("../palette/Palette.tsx")).Palette);

export function PaletteKey({ project }: { project: Project | undefined }) {
  useKeys(keys);
  if (!isOpen.value || !session.value) return null;
  return (
    <>
      {/* Who types at once is not to lose letters, nor press the keys of the page with them. */}
      {!Palette.isReady() && (
        <input class={css.ahead} ref={(field) => field?.focus()} aria-label="Go anywhere" onInput={(input) => (typed.value = input.currentTarget.value)} />
      )}
      <Palette session={session.value} project={project} typed={typed.value} onClose={() => (isOpen.value = false)} />
    </>
  );
}
