import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";

const loaded = signal<{ Connection: ComponentType<{ project: Project }> } | undefined>(undefined);

/** What arrives and how to connect; loaded when it is asked for the first time. */
export function ConnectionPage({ project }: { project: Project }) {
  useEffect(() => {
    if (!loaded.value) void import("../connect/Connection.tsx").then((module) => (loaded.value = module));
  }, []);
  return loaded.value ? <loaded.value.Connection project={project} /> : null;
}
