import type { Span } from "../api/types.ts";

/** A line of the waterfall: one span, or several alike below one parent. */
export interface WaterfallRow {
  span: Span;
  depth: number;
  /** All that the line stands for, when they are several. */
  folded?: Span[];
  /** How many spans are anywhere below. */
  below: number;
}

/** So many alike below one parent are one line: a loop that asks, not single questions. */
export const foldFrom = 5;

/** Spans as a tree written in lines: parents before children, children by start. Whose parent is not there is a root; nobody is lost to a circle of parents. */
export function arrange(spans: Span[]): WaterfallRow[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const children = new Map<string, Span[]>();
  const roots: Span[] = [];
  for (const span of spans) {
    if (span.parent && span.parent !== span.id && byId.has(span.parent)) add(children, span.parent, span);
    else roots.push(span);
  }

  const rows: WaterfallRow[] = [];
  const seen = new Set<Span>();
  const write = (start: Span[]): void => {
    const waiting = lines(start, 0, children).toReversed();
    while (waiting.length > 0) {
      const row = waiting.pop()!;
      if (seen.has(row.span)) continue;
      for (const span of row.folded ?? [row.span]) seen.add(span);
      rows.push(row);
      if (!row.folded) waiting.push(...lines(children.get(row.span.id) ?? [], row.depth + 1, children).toReversed());
    }
  };
  write(roots);
  for (const span of spans) if (!seen.has(span)) write([span]);
  return rows;
}

function lines(siblings: Span[], depth: number, children: Map<string, Span[]>): WaterfallRow[] {
  const alike = new Map<string, Span[]>();
  for (const span of siblings) {
    add(alike, children.has(span.id) ? span.id : kindOf(span), span);
  }
  return [...alike.values()]
    .flatMap((spans) =>
      spans.length >= foldFrom
        ? [{ span: spans[0]!, depth, folded: spans, below: 0 }]
        : spans.map((span) => ({ span, depth, below: children.get(span.id)?.length ?? 0 })),
    )
    .toSorted((a, b) => a.span.offsetMs - b.span.offsetMs);
}

function add(groups: Map<string, Span[]>, key: string, span: Span): void {
  const group = groups.get(key);
  if (group) group.push(span);
  else groups.set(key, [span]);
}

/** What two spans have in common that do the same: the statement without its values, else the words. */
function kindOf(span: Span): string {
  return `${span.operation}\n${span.fingerprint || span.statement || span.name}`;
}

/** The time that the spans cover together, in milliseconds. */
export function lengthOf(spans: Span[]): number {
  return Math.max(0.001, ...spans.map((span) => span.offsetMs + span.durationMs));
}

/** Of what kind a span is, for its colour. */
export function sortOf(span: Span): "db" | "http" | "view" | "other" {
  if (span.dbSystem || span.operation.startsWith("db")) return "db";
  if (span.operation.startsWith("http.client") || span.kind === "client") return "http";
  return span.isRoot || span.operation.startsWith("template") || span.operation.startsWith("view") ? "view" : "other";
}
