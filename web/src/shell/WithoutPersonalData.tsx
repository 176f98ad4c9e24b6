import type { Project } from "../api/types.ts";
import css from "./WithoutPersonalData.module.css";
import { may } from "./may.ts";

/** Says why something is not there, to those whose role leaves it out. */
export function WithoutPersonalData({ project }: { project: Project }) {
  if (may(project, "readPersonalData")) return null;
  return <p class={css.note}>Your role here is {project.role}: names, log lines, single events and other personal data are left out.</p>;
}
