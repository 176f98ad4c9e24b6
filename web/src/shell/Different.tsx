import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";
import css from "./Different.module.css";
import { hrefWith } from "./hrefs.ts";
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

/** The comparison while it is open; loaded when it is asked for the first time. */
export function DifferentPanel(props: PanelProps) {
  const loaded = useSignal<{ Difference: ComponentType<PanelProps> } | undefined>(undefined);
  const isOpen = place.value.search.has("different");
  useEffect(() => {
    if (isOpen && !loaded.value) void import("../difference/Difference.tsx").then((module) => (loaded.value = module));
  }, [isOpen]);
  return isOpen && loaded.value ? <loaded.value.Difference {...props} /> : null;
}
