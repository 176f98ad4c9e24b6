import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Arrivals, Loss, Project } from "../api/types.ts";
import { reasonOf } from "../connect/advice.ts";
import { count } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import table from "../kit/Table.module.css";
import { Filters } from "./Filters.tsx";
import { Limits } from "./Limits.tsx";
import css from "./Settings.module.css";

/** What of a project's records is not kept by intent, and what became of it. */
export function Noise({ project }: { project: Project }) {
  return (
    <>
      <Dropped project={project} />
      <Filters project={project} />
      <Limits project={project} />
    </>
  );
}

function Dropped({ project }: { project: Project }) {
  const { data } = useResource<Arrivals>(questionPath(project.id, "arrivals", {}));
  const dropped = data && byReason(data.losses);
  return (
    <section class={css.section}>
      <h2>Not kept in the last 24 hours</h2>
      {!dropped && <Skeleton width={320} />}
      {dropped?.length === 0 && <p class={css.text}>Nothing was filtered or above a limit. What is, is counted here and on the page Connection.</p>}
      {dropped && dropped.length > 0 && (
        <table class={table.table}>
          <thead>
            <tr>
              <th scope="col">Why</th>
              <th scope="col" class={table.wide}>
                Kind
              </th>
              <th scope="col" class={table.number}>
                Records
              </th>
            </tr>
          </thead>
          <tbody>
            {dropped.map((loss) => (
              <tr key={`${loss.signal} ${loss.outcome} ${loss.reason}`}>
                <td>{reasonOf(loss)}</td>
                <td class={table.wide}>{loss.signal === "unparsed" ? "whole requests, unread" : loss.signal.replaceAll("_", " ")}</td>
                <td class={table.number}>{count(loss.records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What was dropped by intent, through whichever door; most first. */
function byReason(losses: Loss[]): Loss[] {
  const sums = new Map<string, Loss>();
  for (const loss of losses.filter(({ outcome }) => outcome === "filtered" || outcome === "limited")) {
    const key = `${loss.signal} ${loss.outcome} ${loss.reason}`;
    const sum = sums.get(key);
    sums.set(key, sum ? { ...sum, records: sum.records + loss.records } : loss);
  }
  return [...sums.values()].sort((left, right) => right.records - left.records);
}
