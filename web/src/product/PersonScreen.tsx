import { useEffect } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Story } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { counted, money } from "../kit/format.ts";
import { Figure, Figures } from "../kit/Figure.tsx";
import { KeyValues } from "../kit/KeyValues.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { hrefForRange, roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { personName } from "../shell/personNames.ts";
import { during, readRange } from "../shell/range.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { StoryLine } from "../shell/StoryLine.tsx";
import room from "../shell/Room.module.css";

/** One person, or one visitor without a name: what is known of them, and everything that happened to them on one time axis. */
export function PersonScreen({ project, id, kind }: { project: Project; id: string; kind: "person" | "visitor" }) {
  const range = readRange(place.value.search);
  const path = questionPath(project.id, "story", { range, [kind]: id });
  const story = useResource<Story>(path, true);
  const { data } = story;
  const name = kind === "person" ? personName(project, id) : `Visitor ${id.slice(0, 6)}`;

  useEffect(() => void (document.title = `${name} · ${project.name} · Paddock`), [name]);

  if (story.problem && !data) return <ProblemState problem={story.problem} onRetry={() => void story.refresh()} />;
  // Of a story that goes on, what is shown is not all.
  const count = (kind: string): string => `${data?.items.filter((item) => item.kind === kind).length ?? 0}${data?.next ? "+" : ""}`;
  const revenue = data?.items.reduce((sum, item) => sum + item.revenue, 0) ?? 0;
  const currency = data?.items.find((item) => item.currency)?.currency ?? "";
  return (
    <div class={room.room}>
      <BackLink
        {...(kind === "person"
          ? { href: `${roomHref(project, "product")}/people`, name: "People" }
          : { href: roomHref(project, "analytics"), name: "Visitors" })}
      />
      <RoomHead name={name} range={range} query="" answered={data} problem={story.problem} />
      <Figures label="What happened">
        <Figure name="Events" value={data && count("event")} />
        <Figure name="Errors" value={data && count("error")} />
        <Figure name="Requests" value={data && count("request")} />
        {revenue !== 0 && <Figure name="Revenue" value={`${money(revenue, currency)}${data?.next ? "+" : ""}`} />}
      </Figures>
      {data?.items.length === 0 && (
        <State inside title={`Nothing of ${name} ${during(range)}`} text="Earlier days may have more, or the address is mistyped.">
          <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>
          <ButtonLink href={`${roomHref(project, "product")}/people`}>All people</ButtonLink>
        </State>
      )}
      <div class={room.columns}>
        <div>
          <StoryLine story={story} path={path} project={project} />
        </div>
        <aside class={room.aside}>
          {data && data.facts.length > 0 && (
            <section>
              <h2>{counted(data.facts.length + 1, "property", "properties")}</h2>
              <KeyValues of={[["id", id], ...data.facts.map(({ name, value }): [string, string] => [name, value])]} label="What is known of the person" />
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}
