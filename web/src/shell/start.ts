import type { Project } from "../api/types.ts";
import { may } from "./may.ts";
import { session } from "./session.ts";

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

/** The page of a project at which who reads comes in. */
export function startOf(project: Project): string {
  const chosen = session.value?.user.startPage;
  return chosen || startOfRole(project);
}
