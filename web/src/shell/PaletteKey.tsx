import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Project, Session } from "../api/types.ts";
import { useKeys, type Key } from "./keys.ts";
import { session } from "./session.ts";

interface PaletteProps {
  session: Session;
  project: Project | undefined;
  onClose: () => void;
}

const isOpen = signal(false);
const keys: Key[] = [{ key: "k", command: true, does: "Go anywhere", run: () => (isOpen.value = true) }];

/** The palette, which is loaded when it is asked for the first time. */
export function PaletteKey({ project }: { project: Project | undefined }) {
  const palette = useSignal<{ Palette: ComponentType<PaletteProps> } | undefined>(undefined);
  useKeys(keys);
  useEffect(() => {
    if (isOpen.value && !palette.value) void import("../palette/Palette.tsx").then((loaded) => (palette.value = loaded));
  }, [isOpen.value]);
  if (!isOpen.value || !palette.value || !session.value) return null;
  return <palette.value.Palette session={session.value} project={project} onClose={() => (isOpen.value = false)} />;
}
