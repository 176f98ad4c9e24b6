import type { Project } from "../api/types.ts";
import css from "./Different.module.css";
import { hrefWith } from "./hrefs.ts";
import { lazy } from "./lazy.tsx";
import { place } from "./location.ts";
import type { Range } from "./range.ts";

/** Records of one kind, of which some are chosen: by the range and the filters of the page, or by an issue. */
export interface Compared {
  project: Project;
  of: "requests" | "errors" | "logs" | "visits" | "events";
  /** One of them: "request". */
  one: string;
  issue?: number;
}

interface PanelProps {
  compared: Compared;
  range: Range;
  query: string;
}

/** Opens and closes the comparison, which is part of the address. */
export function DifferentLink({ compared, query }: { compared: Compared; query: string }) {
  const isOpen = place.value.search.has("different");
  const usual = query !== "" || compared.issue !== undefined ? "rest" : "before";
  return (
    <a class={css.link} href={hrefWith({ different: isOpen ? undefined : usual })} aria-expanded={isOpen} role="button">
      What is different here?
    </a>
  );
}

const Difference = lazy<PanelProps>(async () => (await import("../difference/Difference.tsx")).Difference);

/** The comparison while it is open. */
export function DifferentPanel(props: PanelProps) {
  if (!place.value.search.has("different")) return null;
  return (
    <div class={css.place}>
      <Difference {...props} />
    </div>
  );
}
