import type { Project, Span } from "../api/types.ts";
import { took } from "../kit/format.ts";
import { KeyValues } from "../kit/KeyValues.tsx";
import { FilterLink } from "../shell/FilterLink.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { personName } from "../shell/personNames.ts";
import css from "./TraceScreen.module.css";

/** All that one span says. */
export function SpanParts({ span, project }: { span: Span; project: Project }) {
  const list = roomHref(project, "monitoring");
  const facts: [string, string][] = [
    ["transaction", span.transaction],
    ["op", span.operation],
    ["service", span.service],
    ["release", span.release],
    ["environment", span.environment],
    ["host", span.host],
    ["person", span.person],
  ];
  const told: [string, string][] = [
    ["started", `${took(span.offsetMs)} into the trace`],
    ["took", took(span.durationMs)],
    ["status", [span.httpStatus || "", span.status, span.statusMessage].filter(Boolean).join(" ")],
    ["path", `${span.method} ${span.path}`.trim()],
    ["database", span.dbSystem],
    ["id", span.id],
  ];
  return (
    <>
      <h2>{span.operation || span.kind || "Span"}</h2>
      <pre class={css.statement}>{span.statement || span.name}</pre>
      <p class={css.facts}>
        {facts.map(
          ([name, value]) =>
            value && <FilterLink key={name} list={list} name={name} value={value} shown={name === "person" ? personName(project, value) : value} />,
        )}
      </p>
      <KeyValues of={[...told.filter(([, value]) => value), ...Object.entries(span.attributes)]} label="What the span says" />
    </>
  );
}
