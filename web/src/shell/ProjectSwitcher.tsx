import type { Project } from "../api/types.ts";
import { middle } from "../kit/format.ts";
import { Icon } from "../kit/Icon.tsx";
import { Menu, MenuLink } from "../kit/Menu.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import css from "./ProjectSwitcher.module.css";
import { slugIfShared } from "./projects.ts";
import { roomHref } from "./hrefs.ts";
import { home, type Room } from "./rooms.ts";
import { session } from "./session.ts";

export function ProjectSwitcher({ project, room }: { project: Project | undefined; room: Room | undefined }) {
  const current = session.value;
  const roomPath = (room ?? home).path;
  if (!current || current.projects.length === 0) {
    return (
      <div class={css.switcher}>
        <span class={css.waiting}>{current ? "Paddock" : <Skeleton width={80} />}</span>
      </div>
    );
  }
  const slug = project && slugIfShared(project, current.projects);
  return (
    <div class={css.switcher}>
      <Menu
        label={`${project?.name ?? "Choose a project"}${slug ? ` ${middle(slug, 16)}` : ""}: switch project`}
        trigger={
          <>
            <span class={css.name}>{project?.name ?? "Choose a project"}</span> {slug && <span class={css.slug}>{middle(slug, 16)}</span>}
            <span class={css.arrow}>
              <Icon name="down" size={12} />
            </span>
          </>
        }
      >
        {current.projects.map((each) => (
          <MenuLink key={each.id} href={`/p/${each.slug}/${roomPath}`} current={each === project}>
            {each.name} <span class={css.slug}>{slugIfShared(each, current.projects)}</span>
          </MenuLink>
        ))}
        {project && <hr class={css.line} />}
        {project && <MenuLink href={roomHref(project, "settings")}>Settings of {project.name}</MenuLink>}
      </Menu>
    </div>
  );
}
