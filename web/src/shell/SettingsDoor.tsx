import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";

interface SettingsProps {
  /** Whose settings; undefined: of the account and the server. */
  project: Project | undefined;
  /** What follows /settings in the address, in parts. */
  rest: string[];
}

/** The settings, which are loaded when somebody goes there: most days nobody does. */
export function SettingsDoor(props: SettingsProps) {
  const loaded = useSignal<{ Settings: ComponentType<SettingsProps> } | undefined>(undefined);
  useEffect(() => void import("../settings/Settings.tsx").then((settings) => (loaded.value = settings)), []);
  return loaded.value ? <loaded.value.Settings {...props} /> : null;
}
