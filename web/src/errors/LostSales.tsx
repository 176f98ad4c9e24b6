import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { IssueSales, Project } from "../api/types.ts";
import { count, counted, money } from "../kit/format.ts";
import { funnelHref, stepsTo } from "../shell/hrefs.ts";
import { during, type Range } from "../shell/range.ts";
import { useFresh } from "../shell/useFresh.ts";
import css from "./IssueScreen.module.css";

/** What the issue cost: sales that were under way when it happened, and never came. */
export function LostSales({ project, issueId, range }: { project: Project; issueId: number; range: Range }) {
  const { data, refresh } = useResource<IssueSales>(questionPath(project.id, `issues/${issueId}/sales`, { range }), true);
  useFresh(["errors", "events"], refresh);
  if (!data || data.atStake === 0) return null;
  const lost = data.atStake - data.orderedAfterAll;
  const later = data.orderedAfterAll > 0 ? `, ${count(data.orderedAfterAll)} ordered after all` : "";
  return (
    <a
      class={css.sales}
      href={funnelHref(project, range, stepsTo(data))}
      title={`${counted(data.atStake, "visitor")} had come to “${data.step}” before it happened to them ${during(range)}${later}. Lost is what no order followed within a day.`}
    >
      {lost === 0
        ? `No sale lost: ${data.atStake === 1 ? "the one" : `all ${count(data.atStake)}`} at stake ordered after all`
        : `${data.lost.map(({ amount, currency }) => money(amount, currency)).join(" and ")} lost in ${counted(lost, "sale")} after “${data.step}”`}
    </a>
  );
}
