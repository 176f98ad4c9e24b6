import type { Level } from "./types.ts";

// Most of an event is JSON as some client somewhere wrote it: any field may be missing or of another kind. Here it gets the shape that the screen relies on.

export interface SourceContext {
  pre: string[];
  line: string;
  post: string[];
}

export interface Frame {
  filename: string | null;
  absPath: string | null;
  module: string | null;
  function: string | null;
  line: number | null;
  column: number | null;
  inApp: boolean;
  context: SourceContext | null;
  vars: Record<string, unknown> | null;
  /** "found", or why the frame is not shown as it was written; null where nobody looked for a source map. */
  sourceMap: string | null;
  /** Where it is in what the browser ran. */
  minified: string | null;
}

export interface ExceptionValue {
  type: string | null;
  value: string | null;
  module: string | null;
  handled: boolean | null;
  mechanism: string | null;
  /** As clients send them: the innermost call last. */
  frames: Frame[];
}

export interface Breadcrumb {
  time: string | null;
  type: string | null;
  category: string | null;
  level: Level | null;
  message: string | null;
  data: Record<string, unknown> | null;
}

export interface RequestContext {
  url: string | null;
  method: string | null;
  query: unknown;
  headers: [string, string][];
  data: unknown;
}

export interface Tag {
  key: string;
  value: string;
}

/** What was done to an event on its way in, as paths into it. */
export interface Remarks {
  scrubbed: string[];
  trimmed: string[];
  invalid: string[];
}

export interface ErrorEvent {
  id: string;
  time: string;
  receivedAt: string | null;
  /** The client's clock was off by so much that its time could not be taken as it stood. */
  skewed: boolean;
  title: string;
  type: string | null;
  value: string | null;
  message: string | null;
  level: Level;
  platform: string | null;
  environment: string | null;
  release: string | null;
  distribution: string | null;
  host: string | null;
  transaction: string | null;
  traceId: string | null;
  logger: string | null;
  sdk: string | null;
  sampleRate: number;
  user: Record<string, unknown> | null;
  tags: Tag[];
  /** The raised one first, then its causes. */
  exceptions: ExceptionValue[];
  breadcrumbs: Breadcrumb[];
  request: RequestContext | null;
  contexts: Record<string, unknown> | null;
  extra: Record<string, unknown> | null;
  rest: Record<string, unknown> | null;
  remarks: Remarks;
  previous: string | null;
  next: string | null;
  /** Among all kept events of the issue, oldest first, from 1. */
  position: number;
  total: number;
}

type Json = Record<string, unknown>;

export function readErrorEvent(answer: unknown): ErrorEvent {
  const of = record(answer) ?? {};
  const remarks = record(of["remarks"]) ?? {};
  return {
    id: text(of["id"]) ?? "",
    time: text(of["time"]) ?? "",
    receivedAt: text(of["receivedAt"]),
    skewed: of["skewed"] === true,
    title: text(of["title"]) ?? "",
    type: text(of["type"]),
    value: text(of["value"]),
    message: text(of["message"]),
    level: text(of["level"]) ?? "error",
    platform: text(of["platform"]),
    environment: text(of["environment"]),
    release: text(of["release"]),
    distribution: text(of["distribution"]),
    host: text(of["host"]),
    transaction: text(of["transaction"]),
    traceId: text(of["traceId"]),
    logger: text(of["logger"]),
    sdk: text(of["sdk"]),
    sampleRate: number(of["sampleRate"]) ?? 1,
    user: record(of["user"]),
    tags: list(of["tags"]).map((tag) => ({ key: text(record(tag)?.["key"]) ?? "", value: text(record(tag)?.["value"]) ?? "" })),
    exceptions: list(of["exceptions"]).flatMap((exception) => readException(record(exception))),
    breadcrumbs: list(of["breadcrumbs"]).flatMap((crumb) => readBreadcrumb(record(crumb))),
    request: readRequest(record(of["request"])),
    contexts: record(of["contexts"]),
    extra: record(of["extra"]),
    rest: record(of["rest"]),
    remarks: { scrubbed: texts(remarks["scrubbed"]), trimmed: texts(remarks["trimmed"]), invalid: texts(remarks["invalid"]) },
    previous: text(of["previous"]),
    next: text(of["next"]),
    position: number(of["position"]) ?? 1,
    total: number(of["total"]) ?? 1,
  };
}

function readException(of: Json | null): ExceptionValue[] {
  if (!of) return [];
  return [
    {
      type: text(of["type"]),
      value: text(of["value"]),
      module: text(of["module"]),
      handled: typeof of["handled"] === "boolean" ? of["handled"] : null,
      mechanism: text(of["mechanism"]),
      frames: list(of["frames"]).flatMap((frame) => readFrame(record(frame))),
    },
  ];
}

function readFrame(of: Json | null): Frame[] {
  if (!of) return [];
  const context = record(of["context"]);
  const minified = record(of["minified"]);
  return [
    {
      filename: text(of["filename"]),
      absPath: text(of["absPath"]),
      module: text(of["module"]),
      function: text(of["function"]),
      line: number(of["line"]),
      column: number(of["column"]),
      inApp: of["inApp"] === true,
      context: context && { pre: lines(context["pre"]), line: lines([context["line"]])[0] ?? "", post: lines(context["post"]) },
      vars: record(of["vars"]),
      sourceMap: text(of["sourceMap"]),
      minified: minified && [text(minified["file"]), text(minified["line"]), text(minified["column"])].filter(Boolean).join(":"),
    },
  ];
}

function readBreadcrumb(of: Json | null): Breadcrumb[] {
  if (!of) return [];
  return [
    {
      time: text(of["time"]),
      type: text(of["type"]),
      category: text(of["category"]),
      level: text(of["level"]),
      message: text(of["message"]),
      data: record(of["data"]),
    },
  ];
}

function readRequest(of: Json | null): RequestContext | null {
  if (!of) return null;
  const headers = list(of["headers"]).flatMap((pair): [string, string][] => (Array.isArray(pair) ? [[text(pair[0]) ?? "", text(pair[1]) ?? ""]] : []));
  return { url: text(of["url"]), method: text(of["method"]), query: of["query"] ?? null, headers, data: of["data"] ?? null };
}

/** Text where there is some; numbers and mappings are written out, since clients mix them up. */
function text(of: unknown): string | null {
  if (typeof of === "string") return of === "" ? null : of;
  if (of === null || of === undefined) return null;
  return typeof of === "object" ? JSON.stringify(of) : String(of);
}

function number(of: unknown): number | null {
  const value = typeof of === "string" && of !== "" ? Number(of) : of;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function record(of: unknown): Json | null {
  return typeof of === "object" && of !== null && !Array.isArray(of) ? (of as Json) : null;
}

function list(of: unknown): unknown[] {
  return Array.isArray(of) ? of : [];
}

function texts(of: unknown): string[] {
  return list(of).filter((item) => typeof item === "string");
}

/** Source lines: an empty one is a line, too. */
function lines(of: unknown): string[] {
  return list(of).map((line) => (typeof line === "string" ? line : ""));
}
