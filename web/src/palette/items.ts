import type { Issue, Project, Session } from "../api/types.ts";
import type { IconName } from "../kit/Icon.tsx";
import { hrefForRange, roomHref } from "../shell/hrefs.ts";
import { go } from "../shell/location.ts";
import { slugIfShared } from "../shell/projects.ts";
import { presets, rangeName } from "../shell/range.ts";
import { home, rooms } from "../shell/rooms.ts";
import { signOut } from "../shell/session.ts";
import { toggleTheme } from "../shell/theme.ts";

/** One thing that the palette can do. */
export interface Item {
  id: string;
  group: "Issues" | "Go to" | "Time range" | "Do";
  icon: IconName;
  name: string;
  /** Said behind the name, more quietly. */
  note?: string;
  run: () => void;
}

/** What is known without asking the server. */
export function localItems(session: Session, project: Project | undefined): Item[] {
  const roomItems = project
    ? rooms.map((room): Item => ({
        id: `room-${room.path}`,
        group: "Go to",
        icon: room.icon,
        name: room.name,
        run: () => go(`/p/${project.slug}/${room.path}`),
      }))
    : [];
  const projectItems = session.projects
    .filter((each) => each !== project)
    .map((each): Item => ({
      id: `project-${each.id}`,
      group: "Go to",
      icon: "right",
      name: each.name,
      note: ["project", slugIfShared(each, session.projects)].filter(Boolean).join(" "),
      run: () => go(roomHref(each, home.path)),
    }));
  const rangeItems = presets.map((range): Item => ({
    id: `range-${range}`,
    group: "Time range",
    icon: "clock",
    name: `Show ${rangeName(range)}`,
    note: range,
    run: () => go(hrefForRange(range)),
  }));
  return [
    ...roomItems,
    ...projectItems,
    ...rangeItems,
    ...(project
      ? [
          {
            id: "settings",
            group: "Go to",
            icon: "settings",
            name: `Settings of ${project.name}`,
            note: "people keys tokens",
            run: () => go(roomHref(project, "settings")),
          } as Item,
        ]
      : []),
    { id: "account", group: "Go to", icon: "person", name: "Your account", note: "password sessions", run: () => go("/settings/account") },
    { id: "theme", group: "Do", icon: "moon", name: "Switch between light and dark", note: "theme", run: toggleTheme },
    { id: "sign-out", group: "Do", icon: "signOut", name: "Sign out", run: () => void signOut() },
  ];
}

export function issueItem(issue: Issue, project: Project): Item {
  return {
    id: `issue-${issue.id}`,
    group: "Issues",
    icon: "errors",
    name: issue.title || "(no title)",
    note: issue.value || issue.culprit,
    run: () => go(`/p/${project.slug}/errors/${issue.id}`),
  };
}

/** "#123" or "123" is an issue by its number. */
export function numberItem(text: string, project: Project): Item[] {
  const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  if (!number) return [];
  return [{ id: "number", group: "Issues", icon: "errors", name: `Issue #${number}`, run: () => go(`/p/${project.slug}/errors/${number}`) }];
}

/** Those in which every word of `text` begins some word. */
export function matching(items: Item[], text: string): Item[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ name, note }) => {
    const parts = `${name} ${note ?? ""}`.toLowerCase().split(/[\s._@-]+/);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
