import type { Project } from "../api/types.ts";
import { lazy } from "./lazy.tsx";

interface SettingsProps {
  /** Whose settings; undefined: of the account and the server. */
  project: Project | undefined;
  /** What follows /settings in the address, in parts. */
  rest: string[];
}

/** The settings: most days nobody goes there. */
export const SettingsDoor = lazy<SettingsProps>(async () => (await import("../settings/Settings.tsx")).Settings);
