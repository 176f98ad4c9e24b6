import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";
import { Segments } from "../kit/Segments.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { lazy, preloadWhenIdle } from "../shell/lazy.tsx";
import { place } from "../shell/location.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { hrefAt } from "../shell/range.ts";
import room from "../shell/Room.module.css";
import type { RoomProps } from "../shell/rooms.ts";
import { Events } from "./Events.tsx";

const FunnelPage = lazy<{ project: Project }>(async () => (await import("./FunnelPage.tsx")).FunnelPage);
const People = lazy<{ project: Project }>(async () => (await import("./People.tsx")).People);
const PersonScreen = lazy<{ project: Project; id: string; kind: "person" | "visitor" }>(async () => (await import("./PersonScreen.tsx")).PersonScreen);
const RetentionPage = lazy<{ project: Project }>(async () => (await import("./RetentionPage.tsx")).RetentionPage);
preloadWhenIdle(FunnelPage, People, PersonScreen, RetentionPage);

const pages = [
  { path: "", name: "Events", Page: Events },
  { path: "funnel", name: "Funnel", Page: FunnelPage },
  { path: "retention", name: "Retention", Page: RetentionPage },
  { path: "people", name: "People", Page: People },
];

/** /p/{project}/product: what people do, how far they get, whether they come back, and who they are; …/people/{id} is one of them, …/visitors/{id} one without a name. */
export function ProductRoom({ project, rest }: RoomProps) {
  const [path = "", id, ...more] = rest.filter(Boolean);
  const page = pages.find((each) => each.path === path);

  useEffect(() => void (document.title = `${page?.name ?? "Product"} · ${project.name} · Paddock`), [project, page]);

  if (id && more.length === 0 && path === "people") return <PersonScreen key={id} project={project} id={decodeURIComponent(id)} kind="person" />;
  if (id && more.length === 0 && path === "visitors" && /^[0-9a-f]{16}$/.test(id)) return <PersonScreen key={id} project={project} id={id} kind="visitor" />;
  if (!page || id) return <NoPage project={project} />;
  const base = roomHref(project, "product");
  const range = new URLSearchParams({ range: place.value.search.get("range") ?? "" });
  return (
    <div class={room.room}>
      <Segments
        label="Product"
        segments={pages.map((each) => ({
          name: each.name,
          href: hrefAt(each.path ? `${base}/${each.path}` : base, range, range.get("range") ? {} : { range: undefined }),
          current: each === page,
        }))}
      />
      <page.Page project={project} />
    </div>
  );
}
