import { useResource } from "../api/resource.ts";
import type { Assignee, AssigneeList, Project } from "../api/types.ts";
import { Icon } from "../kit/Icon.tsx";
import { Menu, MenuButton, MenuHead } from "../kit/Menu.tsx";
import css from "./IssueActions.module.css";
import { session } from "../shell/session.ts";

interface AssignMenuProps {
  project: Project;
  /** Who has it now. */
  assignee: Assignee | null | undefined;
  /** Null: nobody. */
  onAssign: (assignee: Assignee | null) => void;
}

/** Whom to give an issue to: oneself first. */
export function AssignMenu({ project, assignee, onAssign }: AssignMenuProps) {
  return (
    <span data-assign>
      <Menu
        label={assignee ? `${assignee.name}: assign to somebody else (a)` : "Assign (a)"}
        align="end"
        trigger={
          <span class={css.assign}>
            <Icon name="person" /> <span>{assignee ? assignee.name : "Assign"}</span> <Icon name="down" size={12} />
          </span>
        }
      >
        <People project={project} onAssign={onAssign} />
      </Menu>
    </span>
  );
}

/** Opens the menu on this page, for the key. */
export function openAssignMenu(): void {
  document.querySelector<HTMLButtonElement>("[data-assign] button")?.click();
}

function People({ project, onAssign }: Omit<AssignMenuProps, "assignee">) {
  const list = useResource<AssigneeList>(`/api/v1/projects/${project.id}/assignees`);
  // Oneself is there at once, and has the focus; the others come.
  const user = session.value?.user;
  const others = list.data?.people.filter(({ id }) => id !== user?.id) ?? [];
  const people = user ? [{ id: user.id, name: user.name || user.email, email: user.email }, ...others] : others;
  return (
    <>
      <MenuHead>{list.problem ? list.problem.title : "Assign to"}</MenuHead>
      {people.map((person) => (
        <MenuButton key={person.id} icon="person" onClick={() => onAssign(person)}>
          {person.name}
          {person.id === user?.id && " (me)"}
        </MenuButton>
      ))}
      <MenuButton icon="close" onClick={() => onAssign(null)}>
        Nobody
      </MenuButton>
    </>
  );
}
