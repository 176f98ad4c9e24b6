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
  /** Null when all its keys are revoked. */
  dsn: string | null;
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
  firstSeen: string;
  lastSeen: string;
  /** Within the range, weighted by the sample rate, as all counts are. */
  events: number;
  users: number;
  /** Events per equal part of the range, oldest first; the last part is still running. */
  sparkline: number[];
  firstRelease: string;
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
  /** Some events stand for several: the counts are estimates. */
  sampled: boolean;
  /** Of everything that the list's filters match; comes with the first page alone. */
  summary: IssueSummary | null;
}

export interface IssueSummary {
  events: number;
  /** Of the period of equal length before; null when the project has nothing that old. */
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
  /** Within the range. */
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

/** What has become visible since the last message: rows by kind (the views' names), and issues of the errors among them. */
export interface LiveNews {
  records: Record<string, number>;
  issues: number[];
}

export interface LiveErrors {
  issues: number[];
  events: number;
}
