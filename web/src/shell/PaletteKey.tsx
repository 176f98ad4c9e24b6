import { signal } from "@preact/signals";
import type { Project, Session } from "../api/types.ts";
import { useKeys, type Key } from "./keys.ts";
import { lazy } from "./lazy.tsx";
import { session } from "./session.ts";

interface PaletteProps {
  session: Session;
  project: Project | undefined;
  onClose: () => void;
}

const isOpen = signal(false);
/** Opens it. */
export function openPalette(): void {
  isOpen.value = true;
}

const keys: Key[] = [{ key: "k", command: true, does: "Go anywhere", run: openPalette }];

export const Palette = lazy<PaletteProps>(async () => (await import("../palette/Palette.tsx")).Palette);

export function PaletteKey({ project }: { project: Project | undefined }) {
  useKeys(keys);
  if (!isOpen.value || !session.value) return null;
  return <Palette session={session.value} project={project} onClose={() => (isOpen.value = false)} />;
}
