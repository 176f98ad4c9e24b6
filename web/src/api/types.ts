// What screens call the shapes of the API, which schema.ts has from the program itself.

export type * from "./schema.ts";
export type { IssueList as IssuePage, IssueRelease as ReleaseCount } from "./schema.ts";
// Of an event, what is sure: its fields are what clients somewhere wrote.
export type { Breadcrumb, ErrorEvent, ExceptionValue, Frame, Remarks, RequestContext, SourceContext, Tag } from "./errorEvent.ts";

export type Level = "fatal" | "error" | "warning" | "info" | "debug" | (string & {});
