import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { EventList, Project, Retention } from "../api/types.ts";
import { count, counted, dayOf, rateOf } from "../kit/format.ts";
import { ProblemState, State } from "../kit/State.tsx";
import { hrefWith } from "../shell/hrefs.ts";
import { go, place } from "../shell/location.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { readView } from "../shell/view.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { hrefForRange } from "../shell/hrefs.ts";
import { isPicked } from "../shell/range.ts";
import css from "./Funnel.module.css";

/** Of those who began in a week, how many came back in each week after. */
export function RetentionPage({ project }: { project: Project }) {
  const { search } = place.value;
  const view = readView(search);
  const first = search.get("first") || "$pageview";
  const then = search.get("then") || "$pageview";
  const period = search.get("period") === "day" ? "day" : "week";
  const retention = useResource<Retention>(questionPath(project.id, "product/retention", { ...view, first, then, period }), true);
  const known = useResource<EventList>(questionPath(project.id, "product/events", { range: view.range }));
  const { data } = retention;

  if (retention.problem && !data) return <ProblemState problem={retention.problem} onRetry={() => void retention.refresh()} />;
  return (
    <>
      <RoomHead name="Retention" range={view.range} query={view.query} answered={data} problem={retention.problem} />
      <datalist id="events">
        {known.data?.events.map((event) => (
          <option key={event.name} value={event.name} />
        ))}
      </datalist>
      <div class={css.fields}>
        <label>
          began with <EventField name="first" value={first} />
        </label>
        <label>
          came back for <EventField name="then" value={then} />
        </label>
        <label>
          by{" "}
          <select value={period} onChange={(choice) => go(hrefWith({ period: choice.currentTarget.value === "day" ? "day" : undefined }), true)}>
            <option value="week">week</option>
            <option value="day">day</option>
          </select>
        </label>
      </div>
      <p class={css.help}>
        Only people with a name are in it: a visitor without one cannot be known again the next day. A {period} counts from each one's own first time.
      </p>
      {data?.cohorts.length === 0 && (
        <State inside title="Nobody began in this range" text="Nobody with a user id did the first event for the first time in this range.">
          {!isPicked(view.range) && <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>}
        </State>
      )}
      {data && data.cohorts.length > 0 && <Cohorts retention={data} stale={retention.stale} />}
    </>
  );
}

function EventField({ name, value }: { name: string; value: string }) {
  return (
    <input
      list="events"
      value={value}
      maxLength={200}
      spellcheck={false}
      autoComplete="off"
      onChange={(event) => go(hrefWith({ [name]: event.currentTarget.value.trim() || undefined }), true)}
    />
  );
}

function Cohorts({ retention, stale }: { retention: Retention; stale: boolean }) {
  const { cohorts, period } = retention;
  const columns = Math.max(...cohorts.map((cohort) => cohort.returned.length));
  return (
    <div class={css.scroll} data-stale={stale} tabIndex={0} role="region" aria-label="Groups by the time they began">
      <table class={css.cohorts}>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">People</th>
            {Array.from({ length: columns }, (_, later) => (
              <th key={later} scope="col">
                {later === 0 ? `Same ${period}` : `${period === "day" ? "Day" : "Week"} ${later}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cohorts.map((cohort) => (
            <tr key={cohort.from}>
              <th scope="row">{dayOf(new Date(cohort.from))}</th>
              <td>{count(cohort.people)}</td>
              {cohort.returned.map(({ people, rate, complete }, later) => (
                <td
                  key={later}
                  class={complete ? undefined : css.partial}
                  style={{ background: `color-mix(in oklab, var(--accent) ${Math.round((rate?.share ?? 0) * 45)}%, var(--surface))` }}
                  title={`${count(people)} of ${counted(cohort.people, "person", "people")}${rate ? `, 95 % interval ${rateOf(rate.low)} to ${rateOf(rate.high)}` : ""}${complete ? "" : "; this time is not over for all of them"}`}
                >
                  {rateOf(rate?.share)}
                  {complete ? "" : "…"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
