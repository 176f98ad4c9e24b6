import type { Project } from "../api/types.ts";
import { Icon, Mark } from "../kit/Icon.tsx";
import { IconButton } from "../kit/Button.tsx";
import { openHelp } from "./Help.tsx";
import { roomHref } from "./hrefs.ts";
import { hrefAt } from "./range.ts";
import { place } from "./location.ts";
import css from "./Rail.module.css";
import { home, rooms, type Room } from "./rooms.ts";

/** The rooms of the house. The range and what it is compared with go along from room to room, so that one moment can be looked at from all sides. */
export function Rail({ project, room }: { project: Project | undefined; room: Room | undefined }) {
  const kept = new URLSearchParams();
  for (const name of ["range", "compare"]) {
    const value = place.value.search.get(name);
    if (value) kept.set(name, value);
  }
  return (
    <nav class={css.rail} data-rooms={rooms.length} aria-label="Rooms">
      <a class={css.mark} href={project ? roomHref(project, home.path) : "/"} aria-label="Paddock, home">
        <Mark />
      </a>
      <div class={css.rooms}>
        {project &&
          rooms.map((each) => (
            <a key={each.path} href={hrefAt(`/p/${project.slug}/${each.path}`, kept, {})} aria-current={each === room ? "page" : undefined}>
              <Icon name={each.icon} size={20} />
              {each.name}
            </a>
          ))}
      </div>
      <div class={css.help}>
        <IconButton icon="help" label="Keys of this page (?)" onClick={openHelp} />
      </div>
    </nav>
  );
}
