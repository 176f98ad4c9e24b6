import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { PersonList, Project } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { counted, money } from "../kit/format.ts";
import { SkeletonRows } from "../kit/SkeletonRows.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { Time } from "../kit/Time.tsx";
import { place } from "../shell/location.ts";
import { More } from "../shell/More.tsx";
import { usePageMemory } from "../shell/pageMemory.ts";
import { during } from "../shell/range.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { useFresh } from "../shell/useFresh.ts";
import { readView } from "../shell/view.ts";
import table from "../kit/Table.module.css";
import { personHref } from "../shell/hrefs.ts";
import { personName } from "../shell/personNames.ts";

/** Who was seen, the last first. */
export function People({ project }: { project: Project }) {
  const view = readView(place.value.search);
  const path = questionPath(project.id, "people", { ...view });
  const list = useResource<PersonList>(path, true);
  const { data } = list;
  useFresh(["events", "person_updates"], list.refresh);
  usePageMemory(data !== undefined);

  if (list.problem && !data) return <ProblemState problem={list.problem} onRetry={() => void list.refresh()} />;
  return (
    <>
      <RoomHead name={data ? counted(data.total, "person", "people") : "People"} range={view.range} query={view.query} answered={data} problem={list.problem} />
      {data?.people.length === 0 ? (
        <State
          inside
          title={view.query ? "Nobody matches" : `Nobody with a name ${during(view.range)}`}
          text="A person has a name as soon as the site says who is signed in:"
        >
          <Snippet text={`paddock.identify("42", { name: "Ann" })`} label="Copy the line" />
        </State>
      ) : (
        <table class={table.table} aria-busy={list.busy} data-stale={list.stale}>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" class={table.number}>
                Events
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                Revenue
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                First seen
              </th>
              <th scope="col" class={table.number}>
                Last seen
              </th>
            </tr>
          </thead>
          <tbody>
            {data ? (
              data.people.map((person) => (
                <tr key={person.id}>
                  <td class={table.name}>
                    <a data-row href={personHref(project, person.id)}>
                      {personName(project, person.id)}
                    </a>
                    <span>{[person.id, ...person.said.split(", ")].filter((each) => each && each !== personName(project, person.id)).join(", ")}</span>
                  </td>
                  <td class={table.number}>
                    <Count of={person.events} unit="event" />
                  </td>
                  <td class={cx(table.number, table.wide)}>{person.revenue ? money(person.revenue, person.currency) : "–"}</td>
                  <td class={cx(table.number, table.wide, table.quiet)}>
                    <Time at={person.firstSeen} />
                  </td>
                  <td class={table.number}>
                    <Time at={person.lastSeen} />
                  </td>
                </tr>
              ))
            ) : (
              <SkeletonRows rows={12} cells={[table.number, cx(table.number, table.wide), cx(table.number, table.wide), table.number]} />
            )}
          </tbody>
        </table>
      )}
      <More list={list} path={path} join={(shown, more) => ({ ...more, people: [...shown.people, ...more.people] })} />
    </>
  );
}
