import type { Project } from "../api/types.ts";
import { may } from "./may.ts";
import { session } from "./session.ts";
import { recordsSince } from "./useReleases.ts";

/** Where one may come in: the address below a project, and what it is called. */
export const startPages: { path: string; name: string }[] = [
  { path: "home", name: "Home" },
  { path: "monitoring", name: "Monitor" },
  { path: "errors", name: "Errors" },
  { path: "analytics", name: "Visitors" },
  { path: "product", name: "Product" },
  { path: "product/people", name: "People" },
  { path: "logs", name: "Logs" },
];

/** Where a role comes in that chose nothing: who runs it sees whether it is up, who writes it what breaks, who sells it who comes. */
export function startOfRole(project: Project): string {
  switch (project.role) {
    case "member":
      return "errors";
    case "marketing":
      return "analytics";
    case "support":
      // People are for those who may know who they are.
      return may(project, "readPersonalData") ? "product/people" : "errors";
    case "viewer":
      return "home";
    default:
      return "monitoring";
  }
}

/** The page of a project at which who reads comes in: the one chosen, else that of the role. */
export function startOf(project: Project): string {
  return session.value?.user.startPage || startOfRole(project);
}

/** The same for who comes in now: where nobody chose and nothing has ever come, Home says how to connect a site. Undefined while that is not known. */
export function entranceOf(project: Project): string | undefined {
  if (session.value?.user.startPage) return session.value.user.startPage;
  if (recordsSince.value === undefined) return undefined;
  const isEmpty = recordsSince.value !== null && Object.values(recordsSince.value).every((since) => since === null);
  return isEmpty ? "home" : startOfRole(project);
}
