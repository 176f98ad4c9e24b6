import { useResource } from "../api/resource.ts";
import { questionPath } from "../api/paths.ts";
import type { AffectedList, Project } from "../api/types.ts";
import { Count } from "../kit/Count.tsx";
import { counted } from "../kit/format.ts";
import { personHref } from "../shell/hrefs.ts";
import { personName } from "../shell/personNames.ts";
import { More } from "../shell/More.tsx";
import { during, hrefAt, type Range } from "../shell/range.ts";
import { place } from "../shell/location.ts";
import { useFresh } from "../shell/useFresh.ts";
import css from "./IssueAside.module.css";

const first = 8;

/** Whom it happened to; each leads to everything that happened to them. */
export function Affected({ project, issueId, range }: { project: Project; issueId: number; range: Range }) {
  const path = questionPath(project.id, `issues/${issueId}/people`, { range, limit: String(first) });
  const list = useResource<AffectedList>(path, true);
  const { data } = list;
  useFresh(["errors"], list.refresh);
  // Who may not see people's names is not told that there are any.
  if (list.problem?.status === 403 || !data) return null;
  return (
    <section class={css.part}>
      <h3>{data.total === 0 ? "People affected" : `${counted(data.total, "person", "people")} affected`}</h3>
      {data.total === 0 && <p class={css.none}>No event {during(range)} says whom it happened to.</p>}
      <ul class={css.list}>
        {data.people.map((person) => (
          <li key={person.id}>
            <a
              href={hrefAt(personHref(project, person.id), place.value.search, { query: undefined, sort: undefined, event: undefined })}
              title={`${person.id}: everything that happened to them`}
            >
              {personName(project, person.id)}
            </a>
            <Count of={person.events} unit="event" />
          </li>
        ))}
      </ul>
      <More list={list} path={path} join={(shown, more) => ({ ...more, people: [...shown.people, ...more.people] })} />
    </section>
  );
}
