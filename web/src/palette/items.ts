import type { Found, Project, Session } from "../api/types.ts";
import { absolute, counted, middle } from "../kit/format.ts";
import type { IconName } from "../kit/Icon.tsx";
import { comparisons } from "../shell/compare.ts";
import { nameOf } from "../shell/ComparePicker.tsx";
import { hrefForComparison, hrefForRange, personHref, roomHref } from "../shell/hrefs.ts";
import { go, place } from "../shell/location.ts";
import { slugIfShared } from "../shell/projects.ts";
import { writeTerm } from "../shell/query.ts";
import { presets, rangeName, readRange } from "../shell/range.ts";
import { rooms } from "../shell/rooms.ts";
import { signOut } from "../shell/session.ts";
import { share } from "../shell/share.ts";
import { toggleTheme } from "../shell/theme.ts";

/** One thing that the palette can do. */
export interface Item {
  id: string;
  group: "Issues" | "People" | "Traces" | "Requests" | "Pages" | "Go to" | "Time range" | "Compare with" | "Do";
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
      run: () => go(`/p/${each.slug}`),
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
    ...comparisons.map((each): Item => ({
      id: `compare-${each}`,
      group: "Compare with",
      icon: "compare",
      name: each === "none" ? "Compare with nothing" : `Compare with what was ${nameOf(each, readRange(place.value.search))}`,
      run: () => go(hrefForComparison(each)),
    })),
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
    { id: "share", group: "Do", icon: "link", name: "Copy a link to this page as it is now", note: "share", run: () => void share() },
    { id: "theme", group: "Do", icon: "moon", name: "Switch between light and dark", note: "theme", run: toggleTheme },
    { id: "sign-out", group: "Do", icon: "signOut", name: "Sign out", run: () => void signOut() },
  ];
}

/** What the server found. Lists show the last 30 days, in which it was sought. */
export function foundItems(found: Found, project: Project): Item[] {
  const list = (room: string, key: string, value: string): string =>
    `${roomHref(project, room)}?${new URLSearchParams({ query: writeTerm({ key, value, not: false }), range: "30d" })}`;
  return [
    ...found.traces.map(({ traceId, spans, logs }): Item => ({
      id: `trace-${traceId}`,
      group: "Traces",
      icon: "monitoring",
      name: middle(traceId, 20),
      note: `${counted(spans, "span")}, ${counted(logs, "log line")}`,
      run: () => go(`${roomHref(project, "monitoring")}/traces/${traceId}`),
    })),
    ...found.events.map(({ eventId, issue, title, time }): Item => ({
      id: `event-${eventId}`,
      group: "Issues",
      icon: "errors",
      name: title || "(no title)",
      note: `event ${eventId.slice(0, 8)}, ${absolute(time)}`,
      run: () => go(`${roomHref(project, "errors")}/${issue}?event=${eventId}&range=90d`),
    })),
    ...found.issues.map((issue): Item => ({
      id: `issue-${issue.id}`,
      group: "Issues",
      icon: "errors",
      name: issue.title || "(no title)",
      note: [issue.status === "unresolved" ? "" : issue.status, issue.value].filter(Boolean).join(", "),
      run: () => go(`${roomHref(project, "errors")}/${issue.id}?range=30d`),
    })),
    ...found.people.map(({ id, said }): Item => ({
      id: `person-${id}`,
      group: "People",
      icon: "person",
      name: id,
      note: said,
      run: () => go(`${personHref(project, id)}?range=30d`),
    })),
    ...found.transactions.map(({ name, requests }): Item => ({
      id: `request-${name}`,
      group: "Requests",
      icon: "monitoring",
      name: name || "(no name)",
      note: counted(requests, "request"),
      run: () => go(list("monitoring", "transaction", name)),
    })),
    ...found.pages.map(({ path, visitors }): Item => ({
      id: `page-${path}`,
      group: "Pages",
      icon: "analytics",
      name: middle(path, 48),
      note: counted(visitors, "visitor"),
      run: () => go(list("analytics", "page", path)),
    })),
  ];
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
