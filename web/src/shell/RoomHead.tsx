import type { Problem } from "../api/client.ts";
import { span, zoneName } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { DifferentLink, DifferentPanel, type Compared } from "./Different.tsx";
import { FilterPills } from "./FilterPills.tsx";
import { during, type Range } from "./range.ts";
import css from "./Room.module.css";

interface RoomHeadProps {
  /** What is counted: "Requests". */
  name: string;
  range: Range;
  query: string;
  /** The time that the answer is of; undefined while it is not known. */
  answered: { from: string; to: string } | undefined;
  /** Why what is shown is not up to date. */
  problem: Problem | undefined;
  /** What "What is different here?" compares; undefined where nothing is. */
  compared?: Compared;
}

/** The first line of a room: what is shown, of which time, under which filters. */
export function RoomHead({ name, range, query, answered, problem, compared }: RoomHeadProps) {
  const head = (
    <div class={css.head}>
      <h1>
        {name} {during(range)}
      </h1>
      <FilterPills query={query} />
      {compared && <DifferentLink compared={compared} query={query} />}
      <p class={css.span} title={`Times in ${zoneName}`}>
        {problem && <span class={css.stale}>Not up to date: {problem.title.toLowerCase()} · </span>}
        {answered ? `${span(answered.from, answered.to)} ${zoneName}` : <Skeleton width={200} />}
      </p>
    </div>
  );
  if (!compared) return head;
  return (
    <>
      {head}
      <DifferentPanel compared={compared} range={range} query={query} />
    </>
  );
}
