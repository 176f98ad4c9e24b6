import type { Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { State } from "../kit/State.tsx";
import { slugIfShared } from "./projects.ts";

/** An address that is no page's, with the way home. */
export function NoPage({ project }: { project: Project | undefined }) {
  return (
    <State title="There is no such page" text="The address may be mistyped, or the page may have moved.">
      <ButtonLink href={project ? `/p/${project.slug}` : "/"}>{project ? `To ${project.name}` : "To the start"}</ButtonLink>
    </State>
  );
}

// The rest is in the switcher above.
const most = 12;

/** An address of a project that is not there for this person, with the ways to those that are. */
export function NoProject({ slug, projects }: { slug: string; projects: Project[] }) {
  return (
    <State title="There is no such project" text={`Nobody here knows a project by the name “${slug}”, or your account may not see it.`}>
      {projects.slice(0, most).map((project) => (
        <ButtonLink key={project.id} href={`/p/${project.slug}`}>
          {[project.name, slugIfShared(project, projects)].filter(Boolean).join(" · ")}
        </ButtonLink>
      ))}
    </State>
  );
}
