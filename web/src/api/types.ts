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

export interface LogLine {
  time: string;
  level: Level;
  logger: string;
  message: string;
  service: string;
  host: string;
  environment: string;
  release: string;
  route: string;
  traceId: string;
  spanId: string;
  person: string;
  attributes: Record<string, string>;
}

export interface LogPage {
  lines: LogLine[];
  next: string | null;
  from: string;
  to: string;
  bucketSeconds: number;
  /** Of everything that matches; comes with the first page alone. */
  summary: LogSummary | null;
}

export interface LogSummary {
  lines: number;
  /** The most serious first. */
  levels: { level: Level; lines: number; buckets: number[] }[];
}

export interface LogFacets {
  facets: { key: string; values: { value: string; lines: number }[] }[];
  /** Lines that differ only in numbers and ids, the most frequent first. */
  patterns: { text: string; lines: number; level: Level; lastSeen: string }[];
}

export interface Traffic {
  from: string;
  to: string;
  bucketSeconds: number;
  totals: TrafficTotals;
  /** Of the period of equal length before; null when the project has nothing that old. */
  before: TrafficTotals | null;
  revenue: { currency: string; amount: number; orders: number }[];
  buckets: { time: string; visitors: number; pageviews: number }[];
}

export interface TrafficTotals {
  visitors: number;
  pageviews: number;
  visits: number;
  bounces: number;
  engagedMs: number;
}

export interface TopList {
  by: string;
  /** Whether visits, bounces and engaged time are known for this dimension. */
  ofVisits: boolean;
  total: number;
  rows: TopValue[];
}

export interface TopValue {
  value: string;
  visitors: number;
  visits: number;
  views: number;
  bounces: number;
  engagedMs: number;
  /** Of the visits; null where there is none, or more than one currency. */
  revenue: number | null;
  currency: string;
}

export interface VitalList {
  vitals: Vital[];
}

export interface Vital {
  name: string;
  /** Milliseconds, or CLS's score. */
  p75: number;
  measured: number;
  goodTo: number;
  poorFrom: number;
  good: number;
  poor: number;
}

export interface RequestOverview {
  from: string;
  to: string;
  bucketSeconds: number;
  /** Some requests stand for several: the numbers are estimates. */
  sampled: boolean;
  totals: RequestFigures;
  before: RequestFigures | null;
  buckets: { time: string; requests: number; failed: number; p95Ms: number | null }[];
  transactionCount: number;
  transactions: Transaction[];
}

export interface RequestFigures {
  requests: number;
  failed: number;
  p50Ms: number | null;
  p95Ms: number | null;
  measured: number;
}

export interface Transaction {
  name: string;
  operation: string;
  service: string;
  requests: number;
  failed: number;
  measured: number;
  p50Ms: number;
  p95Ms: number;
  /** Of the time that all matching requests took, 0 to 1. */
  timeShare: number;
}

export interface RequestSamples {
  requests: RequestSample[];
  operations: Operation[];
}

export interface RequestSample {
  time: string;
  name: string;
  operation: string;
  service: string;
  durationMs: number;
  method: string;
  httpStatus: number;
  status: string;
  failed: boolean;
  path: string;
  traceId: string;
  person: string;
}

export interface Operation {
  kind: string;
  what: string;
  spans: number;
  /** Spans of a request that has any of them. */
  perRequest: number;
  totalMs: number;
  p95Ms: number;
  /** How many requests these numbers are of. */
  lookedAt: number;
  slowestTrace: string;
}

export interface Trace {
  traceId: string;
  spanCount: number;
  spans: Span[];
}

export interface Span {
  id: string;
  parent: string;
  time: string;
  offsetMs: number;
  durationMs: number;
  name: string;
  operation: string;
  kind: string;
  service: string;
  status: string;
  statusMessage: string;
  failed: boolean;
  isRoot: boolean;
  transaction: string;
  dbSystem: string;
  statement: string;
  /** The same for one statement with other values. */
  fingerprint: string;
  method: string;
  httpStatus: number;
  path: string;
  route: string;
  release: string;
  environment: string;
  host: string;
  person: string;
  attributes: Record<string, string>;
}

/** What belongs to one trace, in all rooms. */
export interface TraceLinks {
  issues: { id: number; title: string; value: string; eventId: string; events: number }[];
  logs: number;
  spans: number;
  events: number;
  people: string[];
  /** A range that holds all of it. */
  range: string;
}

export interface EventList {
  from: string;
  to: string;
  events: EventCount[];
}

export interface EventCount {
  name: string;
  times: number;
  visitors: number;
  /** Known by name. */
  people: number;
  lastSeen: string;
  revenue: number | null;
  currency: string;
}

/** A share with its 95 % interval, each 0 to 1. */
export interface Rate {
  share: number;
  low: number;
  high: number;
}

export interface Funnel {
  from: string;
  to: string;
  windowDays: number;
  steps: { name: string; actors: number; ofFirst: Rate | null; ofBefore: Rate | null }[];
}

export interface Retention {
  from: string;
  to: string;
  period: "day" | "week";
  cohorts: Cohort[];
}

export interface Cohort {
  from: string;
  people: number;
  /** By periods counted from each one's own beginning. */
  returned: { people: number; rate: Rate | null; complete: boolean }[];
}

export interface PersonList {
  from: string;
  to: string;
  total: number;
  next: string | null;
  people: PersonSeen[];
}

export interface PersonSeen {
  id: string;
  said: string;
  firstSeen: string;
  lastSeen: string;
  events: number;
  revenue: number;
  currency: string;
}

export interface Story {
  from: string;
  to: string;
  /** There is more than is shown. */
  cut: boolean;
  facts: { name: string; value: string }[];
  items: StoryItem[];
}

export interface StoryItem {
  time: string;
  kind: "error" | "event" | "log" | "request" | "feedback";
  title: string;
  detail: string;
  level: Level;
  traceId: string;
  issue: number;
  /** The id of an error, the status of a request. */
  event: string;
  revenue: number;
  currency: string;
  durationMs: number;
}
