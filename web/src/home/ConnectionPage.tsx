import type { Project } from "../api/types.ts";
import { lazy } from "../shell/lazy.tsx";

/** What arrives and how to connect: most days nobody looks. */
export const ConnectionPage = lazy<{ project: Project }>(async () => (await import("../connect/Connection.tsx")).Connection);
