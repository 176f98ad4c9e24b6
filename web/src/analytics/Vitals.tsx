import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Vital, VitalList } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import { count, percent, took } from "../kit/format.ts";
import type { View } from "../shell/view.ts";
import card from "./TopCard.module.css";
import css from "./Vitals.module.css";

const names: Record<string, string> = {
  LCP: "Largest content is painted",
  INP: "Answers to a hand",
  CLS: "Moves while loading",
  FCP: "First content is painted",
  TTFB: "First byte comes",
};

/** How fast the site feels, as visitors' browsers measured it. */
export function Vitals({ project, view }: { project: Project; view: View }) {
  const { data } = useResource<VitalList>(questionPath(project.id, "analytics/vitals", { ...view }), true);
  if (!data || data.vitals.length === 0) return null;
  return (
    <section class={card.card} aria-label="Web vitals">
      <div class={css.head}>
        <h2>Web vitals</h2>
        <p>Three of four page loads are at least this good.</p>
      </div>
      <ul class={css.vitals}>
        {data.vitals.map((vital) => (
          <VitalRow key={vital.name} vital={vital} />
        ))}
      </ul>
    </section>
  );
}

function VitalRow({ vital }: { vital: Vital }) {
  const write = (value: number): string => (vital.name === "CLS" ? value.toFixed(2) : took(value));
  const verdict = vital.p75 <= vital.goodTo ? "good" : vital.p75 > vital.poorFrom ? "poor" : "middling";
  const middling = vital.measured - vital.good - vital.poor;
  return (
    <li class={css.vital}>
      <abbr title={names[vital.name]}>{vital.name}</abbr>
      <span class={css.name}>{names[vital.name]}</span>
      <b>{write(vital.p75)}</b>
      <span class={cx(css.verdict, css[verdict])}>{verdict === "middling" ? "to improve" : verdict}</span>
      <span
        class={css.bar}
        role="img"
        aria-label={`${percent(vital.good, vital.measured)} good, ${percent(middling, vital.measured)} to improve, ${percent(vital.poor, vital.measured)} poor of ${count(vital.measured)} measured`}
        title={`Good up to ${write(vital.goodTo)}, poor above ${write(vital.poorFrom)}. ${count(vital.measured)} measured.`}
      >
        <i class={css.good} style={{ flexGrow: vital.good }} />
        <i class={css.middling} style={{ flexGrow: middling }} />
        <i class={css.poor} style={{ flexGrow: vital.poor }} />
      </span>
    </li>
  );
}
