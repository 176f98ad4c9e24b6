import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Difference as Answer, Differing, DifferingValue } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { cx } from "../kit/cx.ts";
import { count, counted, percent } from "../kit/format.ts";
import { Segments } from "../kit/Segments.tsx";
import { ProblemState } from "../kit/State.tsx";
import type { Compared } from "../shell/Different.tsx";
import { excludeOnAlt, filterHref } from "../shell/filters.ts";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { place } from "../shell/location.ts";
import { inRange, type Range } from "../shell/range.ts";
import css from "./Difference.module.css";
import { interval, points, verdict } from "./words.ts";

const rooms = { requests: "monitoring", errors: "errors", logs: "logs", visits: "analytics", events: "product" };
const shownValues = 3;

interface DifferenceProps {
  compared: Compared;
  range: Range;
  query: string;
}

/** What is told of the chosen records more or less often than of the others, the largest sure difference first. */
export function Difference({ compared, range, query }: DifferenceProps) {
  const { project, of, one, issue } = compared;
  const isChosen = query !== "" || issue !== undefined;
  const against = isChosen && place.value.search.get("different") !== "before" ? "rest" : "before";
  const path = questionPath(project.id, "difference", { of, against, range, query, issue: issue === undefined ? "" : String(issue) });
  const answer = useResource<Answer>(path, true);
  const { data } = answer;
  const list = roomHref(project, rooms[of]);
  return (
    <section class={css.panel} aria-label="What is different here?" aria-busy={answer.busy}>
      <div class={css.head}>
        <h2>What is different here?</h2>
        <Segments
          label="Compare with"
          segments={[
            ...(isChosen ? [{ name: "all others", href: hrefWith({ different: "rest" }), current: against === "rest", title: "Of the same time" }] : []),
            { name: "the time before", href: hrefWith({ different: "before" }), current: against === "before", title: "The period of equal length before" },
          ]}
        />
        <span class={css.close}>
          <ButtonLink href={hrefWith({ different: undefined })}>Close</ButtonLink>
        </span>
      </div>
      {answer.problem && !data && <ProblemState problem={answer.problem} onRetry={() => void answer.refresh()} inside />}
      {data && (
        <div class={cx(answer.busy && css.waiting)}>
          <p class={css.sides}>
            <span>
              <i class={css.here} aria-hidden="true" /> {counted(data.here.records, one)}{" "}
              {issue !== undefined ? "of this issue" : isChosen ? "chosen here" : inRange(range)}
            </span>
            <span>
              <i class={css.others} aria-hidden="true" /> {count(data.others.records)}{" "}
              {against === "rest" ? "others of the same time" : "in the same length of time before"}
            </span>
          </p>
          {data.differences.length === 0 ? (
            <p class={css.none}>{verdict(data, one)}</p>
          ) : (
            <>
              <ol class={css.keys}>
                {data.differences.map((differing) => (
                  <Key key={`${differing.isAttribute} ${differing.key}`} differing={differing} list={list} />
                ))}
              </ol>
              <p class={css.foot}>{footnote(data)}</p>
            </>
          )}
        </div>
      )}
    </section>
  );
}

function Key({ differing, list }: { differing: Differing; list: string }) {
  return (
    <li class={css.key}>
      <h3>{differing.key}</h3>
      <ul>
        {differing.values.slice(0, shownValues).map((value) => (
          <Value key={value.value} name={differing.key} value={value} list={list} />
        ))}
      </ul>
    </li>
  );
}

function Value({ name, value, list }: { name: string; value: DifferingValue; list: string }) {
  const shares = `${percent(value.hereShare, 1) || "0 %"} here (n = ${count(value.here)}), ${percent(value.othersShare, 1) || "0 %"} of the others (n = ${count(value.others)})`;
  return (
    <li class={css.value} title={`${name}: ${value.value || "none"}: ${shares}`}>
      {value.value === "" ? (
        <span class={css.name}>(none)</span>
      ) : (
        <a class={css.name} href={filterHref(list, name, value.value)} onClick={excludeOnAlt(list, name, value.value)}>
          {value.value}
        </a>
      )}
      <span class={css.bars} role="img" aria-label={shares}>
        <span class={css.bar}>
          <i class={css.here} style={{ width: `${value.hereShare * 100}%` }} />
        </span>
        <span class={css.bar}>
          <i class={css.others} style={{ width: `${value.othersShare * 100}%` }} />
        </span>
      </span>
      <span class={css.shares} aria-hidden="true">
        {percent(value.hereShare, 1) || "0 %"} <small>against</small> {percent(value.othersShare, 1) || "0 %"}
      </span>
      <span class={css.points}>
        {points(value.difference)} <small>{interval(value)}</small>
      </span>
    </li>
  );
}

function footnote({ here, others, alike }: Answer): string {
  const sampled = [here, others].filter((side) => side.compared < side.records).map((side) => `${count(side.compared)} of ${count(side.records)}`);
  return [
    "Points are differences of shares, with intervals of 99.9 %, since many values are compared at once.",
    sampled.length > 0 ? `Counted in samples: ${sampled.join(" and ")}.` : "",
    alike > 0 ? `${counted(alike, "more attribute shows", "more attributes show")} no difference that could not be chance.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
