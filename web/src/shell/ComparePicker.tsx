import { Icon } from "../kit/Icon.tsx";
import { Menu, MenuHead, MenuLink } from "../kit/Menu.tsx";
import { comparisonName, comparisons, readComparison, shiftOf, week, type Comparison } from "./compare.ts";
import css from "./ComparePicker.module.css";
import { hrefForComparison } from "./hrefs.ts";
import { place } from "./location.ts";
import { isPicked, lengthOf, readRange, type Range } from "./range.ts";

/** With what the range is compared, on every page the same. */
export function ComparePicker() {
  const { search } = place.value;
  const [range, current] = [readRange(search), readComparison(search)];
  return (
    <Menu
      label={`${shortOf(current, range)}: what this page is compared with`}
      align="end"
      trigger={
        <span class={css.trigger}>
          <Icon name="compare" />
          <span class={css.word}>{shortOf(current, range)}</span>
        </span>
      }
    >
      <MenuHead>Compare with what was</MenuHead>
      {comparisons.map((each) => (
        <MenuLink key={each} href={hrefForComparison(each)} current={each === current}>
          {nameOf(each, range)}
        </MenuLink>
      ))}
    </Menu>
  );
}

export function nameOf(comparison: Comparison, range: Range): string {
  return comparison === "none" ? "Nothing" : comparisonName(comparison, range, lengthOf(range));
}

function shortOf(comparison: Comparison, range: Range): string {
  if (comparison === "none") return "not compared";
  if (comparison === "previous") return isPicked(range) ? "vs before" : `vs ${range} before`;
  return lengthOf(range) <= week ? "vs a week ago" : `vs ${shiftOf("week", lengthOf(range)) / week} weeks ago`;
}
