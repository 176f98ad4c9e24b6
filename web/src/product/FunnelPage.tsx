import { useRef } from "preact/hooks";
import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { EventList, Funnel, Project, Rate } from "../api/types.ts";
import { Button, IconButton } from "../kit/Button.tsx";
import { count, rateOf } from "../kit/format.ts";
import { ProblemState, State } from "../kit/State.tsx";
import { go, place } from "../shell/location.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { readView } from "../shell/view.ts";
import css from "./Funnel.module.css";

const most = 8;
const windows = [1, 7, 30, 90];

/** How many get from step to step; the steps stand in the address. */
export function FunnelPage({ project }: { project: Project }) {
  const { search } = place.value;
  const view = readView(search);
  const steps = search.getAll("step");
  const days = Number(search.get("days") ?? 7);
  const whole = steps.filter(Boolean);
  const path =
    whole.length >= 2
      ? `${questionPath(project.id, "product/funnel", { ...view, days: String(days) })}&${new URLSearchParams(whole.map((step) => ["step", step]))}`
      : undefined;
  const funnel = useResource<Funnel>(path, true);
  const known = useResource<EventList>(questionPath(project.id, "product/events", { range: view.range }));
  const shown = path && !funnel.problem ? funnel.data : undefined;

  const change = (next: string[], window = days): void => {
    const address = new URLSearchParams(search);
    address.delete("step");
    for (const step of next) address.append("step", step);
    if (window === 7) address.delete("days");
    else address.set("days", String(window));
    go(`${place.value.path}?${address}`, true);
  };

  return (
    <>
      <RoomHead name="Funnel" range={view.range} query={view.query} answered={shown} problem={undefined} />
      <datalist id="events">
        {known.data?.events.map((event) => (
          <option key={event.name} value={event.name} />
        ))}
      </datalist>
      <div class={css.layout}>
        <section class={css.steps} aria-label="Steps">
          <ol>
            {[...steps, ...Array.from({ length: Math.max(0, 2 - steps.length) }, () => "")].map((step, index, all) => (
              <li key={index}>
                <StepField value={step} number={index + 1} onChange={(text) => change(all.map((old, at) => (at === index ? text : old)))} />
                <IconButton
                  icon="close"
                  label={`Remove step ${index + 1}`}
                  disabled={all.length <= 2}
                  onClick={() => change(all.filter((_, at) => at !== index))}
                />
              </li>
            ))}
          </ol>
          <p class={css.bar}>
            <Button look="edged" disabled={steps.length >= most || steps.some((step) => !step)} onClick={() => change([...steps, ""])}>
              Add a step
            </Button>
            <label>
              within{" "}
              <select value={days} onChange={(choice) => change(steps, Number(choice.currentTarget.value))}>
                {windows.map((each) => (
                  <option key={each} value={each}>
                    {each === 1 ? "a day" : `${each} days`}
                  </option>
                ))}
              </select>
            </label>
          </p>
          <p class={css.help}>
            A step is the name of an event, or the path of a page: <code>/checkout/*</code>. In this order, each later than the one before.
          </p>
        </section>
        <section class={css.result} aria-label="Result" aria-busy={funnel.busy} data-stale={funnel.stale}>
          {funnel.problem && <ProblemState inside problem={funnel.problem} onRetry={() => void funnel.refresh()} />}
          {!path && (
            <State inside title="Choose two steps" text="Where people come in, and what they should come to. More steps in between show where they are lost." />
          )}
          {shown && <Steps funnel={shown} />}
        </section>
      </div>
    </>
  );
}

function StepField({ value, number, onChange }: { value: string; number: number; onChange: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <input
      ref={field}
      list="events"
      value={value}
      placeholder={number === 1 ? "$pageview" : "order placed"}
      aria-label={`Step ${number}`}
      maxLength={200}
      spellcheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

function Steps({ funnel }: { funnel: Funnel }) {
  const first = funnel.steps[0];
  if (!first || first.actors === 0)
    return <State inside title="Nobody began" text="No one did the first step in this range. Is its name spelled as it is sent?" />;
  return (
    <>
      <ol class={css.funnel}>
        {funnel.steps.map((step, index) => {
          const before = funnel.steps[index - 1];
          const lost = before ? before.actors - step.actors : 0;
          return (
            <li key={index}>
              <div class={css.step}>
                <span class={css.name}>{step.name === "$pageview" ? "Pageview" : step.name}</span>
                <b>{count(step.actors)}</b>
                <span class={css.rate} title={interval(step.ofFirst, first.actors)}>
                  {rateOf(step.ofFirst?.share)}
                </span>
              </div>
              <div class={css.track} role="img" aria-label={`${rateOf(step.ofFirst?.share)} of those who began`}>
                <i style={{ width: `${(step.ofFirst?.share ?? 0) * 100}%` }} />
                {index > 0 && step.ofFirst && (
                  <em
                    style={{ left: `${step.ofFirst.low * 100}%`, width: `${(step.ofFirst.high - step.ofFirst.low) * 100}%` }}
                    title={interval(step.ofFirst, first.actors)}
                  />
                )}
              </div>
              {before && before.actors > 0 && (
                <p class={css.lost}>
                  {rateOf(step.ofBefore?.share)} of the step before ({interval(step.ofBefore, before.actors)}) · {count(lost)} lost
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <p class={css.help}>
        Each counts once at each step, however often they did it: a person where a name is known, else a visitor. The list of events counts visitors and times,
        so its numbers are the same or higher: somebody who comes on two days is two visitors there, and one person here.
      </p>
    </>
  );
}

function interval(rate: Rate | null, n: number): string {
  return rate ? `95 % interval ${rateOf(rate.low)} to ${rateOf(rate.high)}, n = ${count(n)}` : "";
}
