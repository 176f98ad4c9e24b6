import { FilterPill } from "../kit/Pill.tsx";
import { hrefWith } from "./hrefs.ts";
import { go } from "./location.ts";
import { isFilter, readQuery, writeQuery, writeTerm } from "./query.ts";

/** The filters that are on, each with the way to take it off. */
export function FilterPills({ query }: { query: string }) {
  const terms = readQuery(query);
  return (
    <>
      {terms.filter(isFilter).map((term) => (
        <FilterPill
          key={writeTerm(term)}
          text={writeTerm(term)}
          onRemove={() => go(hrefWith({ query: writeQuery(terms.filter((other) => other !== term)) }))}
        />
      ))}
    </>
  );
}
