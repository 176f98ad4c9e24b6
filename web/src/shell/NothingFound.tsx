import { ButtonLink } from "../kit/ButtonLink.tsx";
import { State } from "../kit/State.tsx";
import { hrefForRange, hrefWith } from "./hrefs.ts";
import { during } from "./range.ts";
import type { View } from "./view.ts";

/** No records although there were some once: because of the filters, or because the time was quiet. `what` is one of them, "line". */
export function NothingFound({ what, view }: { what: string; view: View }) {
  return view.query ? (
    <State inside title={`No ${what} matches`} text={`Nothing ${during(view.range)} matches these filters.`}>
      <ButtonLink href={hrefWith({ query: undefined })}>Clear the filters</ButtonLink>
    </State>
  ) : (
    <State inside title={`No ${what} ${during(view.range)}`} text="Nothing happened in this time, or nothing arrived. Earlier records are kept.">
      <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>
    </State>
  );
}
