import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useResource } from "../api/resource.ts";
import { issuesPartPath } from "../api/paths.ts";
import type { Project, SavedSearch, SavedSearchList } from "../api/types.ts";
import { Button, IconButton } from "../kit/Button.tsx";
import { Icon } from "../kit/Icon.tsx";
import { Menu, MenuButton, MenuHead, MenuLink } from "../kit/Menu.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { save } from "../shell/session.ts";
import type { ListView } from "./listView.ts";
import css from "./SavedSearches.module.css";
import { mayTriage } from "./triage.ts";

// What many look for first.
const usual: { name: string; query: string }[] = [
  { name: "For review", query: "is:for_review" },
  { name: "Mine", query: "assigned:me" },
  { name: "Bookmarked", query: "is:all bookmarks:me" },
  { name: "Escalating", query: "is:escalating" },
];

/** Searches with a name, the way to give this one a name, and the list as a file. */
export function SavedSearches({ project, view }: { project: Project; view: ListView }) {
  const naming = useSignal(false);
  const list = useResource<SavedSearchList>(issuesPartPath(project.id, "searches"));
  if (list.problem?.status === 403) return null;
  const saved = list.data?.searches ?? [];
  const file = (format: string): string => issuesPartPath(project.id, `export?${new URLSearchParams({ ...view, format })}`);
  return (
    <>
      <Menu
        label="Searches"
        trigger={
          <>
            Searches <Icon name="down" size={12} />
          </>
        }
      >
        <MenuHead>Go to</MenuHead>
        {usual.map(({ name, query }) => (
          <MenuLink key={name} href={hrefWith({ query })} current={view.query === query}>
            {name}
          </MenuLink>
        ))}
        {saved.length > 0 && <MenuHead>Saved</MenuHead>}
        {saved.map((search) => (
          <MenuLink key={search.id} href={hrefWith({ query: search.query || undefined, sort: search.sort })} current={view.query === search.query}>
            {search.name}
            {!search.shared && " (mine)"}
          </MenuLink>
        ))}
        {mayTriage(project) && (
          <>
            <MenuHead>This search</MenuHead>
            <MenuButton icon="bookmark" onClick={() => (naming.value = true)}>
              Save it, or take one away
            </MenuButton>
          </>
        )}
        <MenuHead>As a file</MenuHead>
        <MenuLink href={file("csv")}>CSV</MenuLink>
        <MenuLink href={file("json")}>JSON</MenuLink>
      </Menu>
      {naming.value && <Naming project={project} view={view} saved={saved} refresh={list.refresh} onClose={() => (naming.value = false)} />}
    </>
  );
}

interface NamingProps {
  project: Project;
  view: ListView;
  saved: SavedSearch[];
  refresh: () => Promise<unknown>;
  onClose: () => void;
}

function Naming({ project, view, saved, refresh, onClose }: NamingProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const name = useSignal("");
  const shared = useSignal(false);
  const add = async (): Promise<void> => {
    const { problem } = await save("POST", issuesPartPath(project.id, "searches"), {
      name: name.value,
      query: view.query,
      sort: view.sort,
      shared: shared.value,
    });
    if (problem) {
      complain(problem);
      return;
    }
    tell("Saved the search");
    onClose();
    await refresh();
  };
  const remove = async (search: SavedSearch): Promise<void> => {
    const { problem } = await save("DELETE", issuesPartPath(project.id, `searches/${search.id}`));
    if (problem) complain(problem);
    else tell("Took the search away", () => void again(search));
    await refresh();
  };
  const again = async ({ name: former, query, sort, shared: wasShared }: SavedSearch): Promise<void> => {
    await save("POST", issuesPartPath(project.id, "searches"), { name: former, query, sort, shared: wasShared });
    await refresh();
  };
  return (
    <form
      class={css.naming}
      aria-label="Saved searches"
      onSubmit={(submit) => {
        submit.preventDefault();
        void add();
      }}
    >
      <input
        aria-label="Name of this search"
        placeholder={`A name for ${view.query || "all open issues"}`}
        maxLength={100}
        required
        value={name.value}
        ref={field}
        onInput={(input) => (name.value = input.currentTarget.value)}
        onKeyDown={(press) => press.key === "Escape" && onClose()}
      />
      <label>
        <input type="checkbox" checked={shared.value} onChange={(tick) => (shared.value = tick.currentTarget.checked)} /> for everybody
      </label>
      <Button look="edged">Save</Button>
      <Button onClick={onClose}>Close</Button>
      {saved.map((search) => (
        <span key={search.id} class={css.one}>
          {search.name}
          <IconButton icon="close" label={`Take ${search.name} away`} onClick={() => void remove(search)} />
        </span>
      ))}
    </form>
  );
}
