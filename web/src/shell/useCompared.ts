import { useResource } from "../api/resource.ts";
import type { RecordsSince } from "../api/types.ts";
import type { Compared as ComparedFigure } from "../kit/Figure.tsx";
import type { Measured } from "../kit/sure.ts";
import { comparedRange, comparisonName, readComparison } from "./compare.ts";
import { place } from "./location.ts";
import { readRange } from "./range.ts";
import { recordsSince } from "./useReleases.ts";

interface Answered {
  from: string;
  to: string;
}

/** The same question, answered for the time that the page is compared with. */
export interface ComparedAnswer<T> {
  data: T | undefined;
  /** Undefined: nothing is compared. */
  when: string | undefined;
  isTooOld: boolean;
  /** What a figure shows of it; `read` takes the figure from an answer. */
  figure: (read: (of: T) => Measured | undefined, write: (value: number) => string, more: ComparedFigure["more"]) => ComparedFigure | undefined;
}

/**
 * Asks once more what `answer` has answered, for the time that the header says, once the answer is there.
 * `kind`: of which records it is, so that a time before the first of them is not taken for one without any.
 */
export function useCompared<T extends Answered>(answer: T | undefined, kind: keyof RecordsSince, ask: (range: string) => string): ComparedAnswer<T> {
  const { search } = place.value;
  const [range, comparison] = [readRange(search), readComparison(search)];
  const then = answer && comparedRange(answer, range, comparison);
  const since = recordsSince.value?.[kind];
  const from = then ? Date.parse(then.split("..")[0]!) : 0;
  // What began a moment after the range does has nothing before it either, but for that moment.
  const isTooOld = then !== undefined && !!recordsSince.value && (!since || Date.parse(since) > from);
  const found = useResource<T>(then && !isTooOld && recordsSince.value ? ask(then) : undefined, true);
  // While another time is asked for, what is there is of the former.
  const data = then && !isTooOld && found.data && Date.parse(found.data.from) === from ? found.data : undefined;
  const length = answer ? Date.parse(answer.to) - Date.parse(answer.from) : 0;
  const when =
    then &&
    (isTooOld ? `Nothing is old enough to compare with what was ${comparisonName(comparison, range, length)}` : comparisonName(comparison, range, length));
  return {
    data,
    when,
    isTooOld,
    figure: (read, write, more) => answer && { now: read(answer), then: data && read(data), write, more, when, isTooOld },
  };
}
