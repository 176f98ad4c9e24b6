import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { LogFacets, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { ProblemState } from "../kit/State.tsx";
import { Segments } from "../kit/Segments.tsx";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { NewsChip } from "../shell/NewsChip.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import type { RoomProps } from "../shell/rooms.ts";
import { Shares } from "../shell/Shares.tsx";
import { readView } from "../shell/view.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { useCompared } from "../shell/useCompared.ts";
import room from "../shell/Room.module.css";
import { EmptyLogs } from "./EmptyLogs.tsx";
import { LevelGraph } from "./LevelGraph.tsx";
import { useLogKeys } from "./logKeys.ts";
import { LogLines } from "./LogLines.tsx";
import css from "./LogsRoom.module.css";
import { Patterns } from "./Patterns.tsx";
import { useLogTail } from "./tail.ts";

/** /p/{project}/logs: what programs wrote down. */
export function LogsRoom({ project, rest }: RoomProps) {
  if (rest.some(Boolean)) return <NoPage project={project} />;
  return <Logs project={project} />;
}

function Logs({ project }: { project: Project }) {
  const view = readView(place.value.search);
  const byPattern = place.value.search.get("by") === "pattern";
  const tail = useLogTail(project.id, view);
  const facets = useResource<LogFacets>(questionPath(project.id, "logs/facets", { ...view }), true);
  const { page } = tail;
  const then = useCompared(page, "logs", (range) => questionPath(project.id, "logs", { range, query: view.query }));
  const list = roomHref(project, "logs");

  useEffect(() => void (document.title = `Logs · ${project.name} · Paddock`), [project]);
  usePageMemory(page !== undefined);
  useLogKeys();

  if (tail.problem && !page) return <ProblemState problem={tail.problem} onRetry={tail.retry} />;
  const total = page?.summary?.lines ?? 0;
  const empty = page !== undefined && page.lines.length === 0;
  return (
    <div class={room.room} aria-busy={tail.busy}>
      <NewsChip news={tail.waiting} unit="line" onShow={tail.showNews} />
      <RoomHead
        name="Log lines"
        range={view.range}
        query={view.query}
        answered={page}
        problem={tail.problem}
        compared={{ project, of: "logs", one: "log line" }}
      />
      <LevelGraph page={page} list={list} then={then} />
      {empty ? (
        <EmptyLogs project={project} view={view} />
      ) : (
        <div class={room.columns}>
          <div class={css.main}>
            <div class={css.bar}>
              <Segments
                label="Show"
                segments={[
                  { name: "Lines", href: hrefWith({ by: undefined }), current: !byPattern },
                  {
                    name: "Patterns",
                    href: hrefWith({ by: "pattern" }),
                    current: byPattern,
                    title: "Lines that differ only in numbers and ids, counted together",
                  },
                ]}
              />
              <Button look="edged" onClick={tail.toggleFollow} title="New lines come in at the top; scrolling or moving the mouse holds them back">
                {tail.following ? "Stop following" : "Follow"}
              </Button>
            </div>
            {byPattern ? (
              <Patterns facets={facets.data} list={list} total={total} />
            ) : (
              <div class={cx(tail.busy && page && !tail.following && room.waiting)}>
                <LogLines lines={page?.lines} project={project} list={list} />
                {page?.next && (
                  <div class={css.more}>
                    <Button look="edged" onClick={() => void tail.loadMore()}>
                      Show older lines
                    </Button>
                  </div>
                )}
              </div>
            )}
          </div>
          <aside class={room.aside} aria-label="Breakdown of the lines">
            {facets.data?.facets.map((facet) => (
              <Shares
                key={facet.key}
                name={facet.key}
                values={facet.values.map(({ value, lines }) => ({ value, count: lines }))}
                total={total}
                unit="line"
                list={list}
              />
            ))}
          </aside>
        </div>
      )}
    </div>
  );
}
