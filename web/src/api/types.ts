// The shapes of /api/v1 as the screens read them. Times are ISO 8601 in UTC.

export interface Session {
  user: User;
  csrf: string;
  projects: Project[];
  version: string;
}

export interface User {
  id: number;
  email: string;
  name: string;
  isAdministrator: boolean;
}

export interface Project {
  id: number;
  slug: string;
  name: string;
  dsn: string;
}

export type Level = "fatal" | "error" | "warning" | "info" | "debug" | (string & {});

export interface Issue {
  id: number;
  title: string;
  value: string;
  culprit: string;
  level: Level;
  handled: boolean | null;
  platform: string;
  status: string;
  firstSeen: string;
  lastSeen: string;
  events: number;
  users: number;
  /** Events per equal part of the range, oldest first; the last part is still running. */
  sparkline: number[];
  firstRelease: string | null;
  isNew: boolean;
}

export interface Bucket {
  time: string;
  events: number;
}

export interface IssuePage {
  issues: Issue[];
  next: string | null;
  total: number;
  from: string;
  to: string;
  bucketSeconds: number;
  sampled: boolean;
  /** Of everything that the list's filters match, not only of the page at hand. */
  summary?: IssueSummary;
}

export interface IssueSummary {
  events: number;
  /** Events of the period of equal length before; null when it lies before the project's first event. */
  previousEvents: number | null;
  users: number;
  newIssues: number;
  buckets: Bucket[];
}

export interface TagValue {
  value: string;
  events: number;
}

export interface TagCount {
  key: string;
  events: number;
  values: TagValue[];
}

export interface ReleaseCount {
  release: string;
  events: number;
  firstSeen: string;
}

export interface IssueDetail {
  issue: Issue;
  buckets: Bucket[];
  bucketSeconds: number;
  from: string;
  to: string;
  eventsInRange: number;
  usersInRange: number;
  tags: TagCount[];
  releases: ReleaseCount[];
}

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

export interface ErrorEvent {
  id: string;
  time: string;
  receivedAt: string | null;
  title: string;
  type: string | null;
  value: string | null;
  message: string | null;
  level: Level;
  platform: string | null;
  handled: boolean | null;
  environment: string | null;
  release: string | null;
  host: string | null;
  transaction: string | null;
  traceId: string | null;
  spanId: string | null;
  logger: string | null;
  sdk: string | null;
  user: Record<string, unknown> | null;
  tags: Tag[];
  /** The raised one first, then its causes. */
  exceptions: ExceptionValue[];
  breadcrumbs: Breadcrumb[];
  request: RequestContext | null;
  contexts: Record<string, unknown> | null;
  extra: Record<string, unknown> | null;
  /** Paths of the values that were removed before storage. */
  scrubbed: string[];
  previous: string | null;
  next: string | null;
  position: number;
  total: number;
}

export interface LiveErrors {
  issues: number[];
  events: number;
}
