import type { Project } from "../api/types.ts";

export type Capability =
  "read" | "readPersonalData" | "rawSql" | "triage" | "readKeys" | "makeTokens" | "manageProject" | "managePeople" | "manageOwners" | "readAudit";

/** Whether who reads may do this in the project. The server asks again; here it decides what is offered. */
export function may(project: Project, capability: Capability): boolean {
  return project.can.includes(capability);
}
