import { FilterPill } from "../kit/Pill.tsx";
import { hrefWith } from "./hrefs.ts";
import { go } from "./location.ts";
import { isFilter, readQuery, writeQuery, writeTerm } from "./query.ts";

/** The filters that are on, each with the way to take it off; `hidden` is a key that is shown elsewhere. */
export function FilterPills({ query, hidden }: { query: string; hidden?: string | undefined }) {
  const terms = readQuery(query);
  return (
    <>
      {terms
        .filter((term) => isFilter(term) && (hidden === undefined || term.key !== hidden))
        .map((term) => (
          <FilterPill
            key={writeTerm(term)}
            text={writeTerm(term)}
            onRemove={() => go(hrefWith({ query: writeQuery(terms.filter((other) => other !== term)) }))}
          />
        ))}
    </>
  );
}
