// Written by `npm run api` from docs/api/openapi.v1.json, which is what the program says of itself.

export interface Account {
  id: number;
  email: string;
  name: string;
  isAdministrator: boolean;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  createdAt: string;
  lastSeenAt: string | null;
  /** By project, of those that they have one in. */
  roles: AccountRole[];
}

/** What is to be changed; null: as it is. */
export interface AccountChange {
  isAdministrator?: boolean | null;
  /** Ends all sessions, and lets nobody in; the tokens do nothing until it is taken back. */
  isDisabled?: boolean | null;
}

export interface AccountList {
  accounts: Account[];
}

export interface AccountRole {
  projectId: number;
  role: string;
}

export interface Activity {
  id: number;
  time: string;
  /** Who; empty: Paddock itself. */
  actor: string;
  action:
    | "resolved"
    | "archived"
    | "reopened"
    | "reviewed"
    | "regressed"
    | "escalated"
    | "returned"
    | "assigned"
    | "unassigned"
    | "prioritized"
    | "undone"
    | "merged"
    | "unmerged"
    | "deleted"
    | "discarded"
    | "commented";
  /** To whom it was assigned, in which release it was resolved, why it escalated; may be empty. */
  detail: string;
  /** Of a comment: what was said. */
  text: string;
  /** Of a comment: when its words were last changed. */
  edited: string | null;
  /** Of a comment: who asks may change it. */
  mine: boolean;
}

export interface ActivityList {
  next: string | null;
  activity: Activity[];
}

export interface AffectedList {
  from: string;
  to: string;
  /** How many people; events without an id are nobody's. */
  total: number;
  next: string | null;
  people: AffectedPerson[];
}

export interface AffectedPerson {
  id: string;
  /** Of the issue, in the range, weighted. */
  events: number;
  lastSeen: string;
}

export interface Alert {
  id: number;
  name: string;
  occasions: string[];
  level: "fatal" | "error" | "warning" | "info" | "debug";
  channel: "mail" | "slack" | "webhook" | "pagerduty";
  /** Where the channel is; its whole address is not shown again. Empty: mail. */
  host: string;
  /** For who asks: others get its mails. */
  isMuted: boolean;
  /** Until then it tells nothing; null: it is not snoozed. */
  snoozedUntil: string | null;
  /** Who did that; empty: nobody. */
  snoozedBy: string;
  /** Null: it has told nothing yet. */
  last: AlertMessage | null;
}

/** What of an alert can be changed. */
export interface AlertChange {
  name: string | null;
  occasions: string[] | null;
  /** Null: as it is. */
  level: "fatal" | "error" | "warning" | "info" | "debug";
}

export interface AlertList {
  alerts: Alert[];
  /** False: no mail server is set, and mails cannot be sent. */
  mailIsSet: boolean;
}

export interface AlertMessage {
  id: number;
  alert: string;
  /** Of mail, to whom; empty: to the channel. */
  to: string;
  createdAt: string;
  /** waiting, sent, failed, held for the morning's digest, or digested. */
  state: "waiting" | "sent" | "failed" | "held" | "digested";
  sentAt: string | null;
  /** Of how many happenings it tells. */
  count: number;
  subject: string;
  /** Why the last try failed; empty: it did not. */
  problem: string;
}

export interface AlertMessageList {
  messages: AlertMessage[];
}

export interface AlertRequest {
  name: string | null;
  /** Of what it tells. */
  occasions: string[] | null;
  /** The least level of issues: fatal, error, warning, info or debug; null: error. */
  level: "fatal" | "error" | "warning" | "info" | "debug";
  /** To where; cannot be changed later. */
  channel: "mail" | "slack" | "webhook" | "pagerduty";
  /** Of slack and webhook, and of another service that takes PagerDuty's events. */
  url: string | null;
  /** PagerDuty's routing key. */
  key: string | null;
}

export interface AlertSnooze {
  /** For how long: 1 to 10080, a week. */
  minutes: number;
}

export interface AlertTest {
  /** Why the test did not arrive; null: it did. */
  problem: string | null;
}

export interface AnswerList {
  from: string;
  to: string;
  bucketSeconds: number;
  /** Only those with answers in the range. */
  monitors: MonitorAnswers[];
}

export interface AnswerPoint {
  /** Of the good answers; null: there was none. */
  p50Ms: number | null;
  p95Ms: number | null;
}

export interface Arrivals {
  /** 24 hours ago. */
  since: string;
  /** All six, also those of which nothing came. */
  kinds: Arrived[];
  /** What was not kept, most first. Requests with keys that no project has are among them where they can have been meant for this one: nothing of its own came, or nothing of any other. */
  losses: Loss[];
}

export interface Arrived {
  /** errors, requests, logs, pageviews, events or metrics. */
  kind: string;
  records: number;
  /** When the newest was received; null: none was. */
  last: string | null;
  /** Through which doors they came. */
  doors: string[];
  /** How many name a release, and so on; of metrics it is not asked. */
  withRelease: number;
  withEnvironment: number;
  withTrace: number;
  withPerson: number;
}

/** A person who has issues to see to. */
export interface Assignee {
  id: number;
  name: string;
  email: string;
}

export interface AssigneeList {
  people: Assignee[];
}

export interface AuditEntry {
  id: number;
  time: string;
  /** Null: of an account or the whole server. */
  projectId: number | null;
  /** E-mail, "command line", or the name of a token, as it was then. */
  actor: string;
  /** Such as member.role, token.made, account.signed-in. */
  action: string;
  /** To whom or what. */
  subject: string;
  /** From what to what. */
  detail: string;
  /** The browser; empty when it was none. Addresses are not kept. */
  userAgent: string;
}

export interface AuditPage {
  /** The newest first. */
  entries: AuditEntry[];
  next: string | null;
}

export interface Breadcrumb {
  time: string | null;
  type?: unknown;
  category?: unknown;
  level?: unknown;
  message?: unknown;
  data?: unknown;
}

export interface CheckResult {
  time: string;
  /** ok, down, unknown; of a job in_progress, ok, error, missed, timeout. */
  status: "ok" | "down" | "unknown" | "in_progress" | "error" | "missed" | "timeout";
  tookMs: number | null;
  httpStatus: number;
  message: string;
  address: string;
  traceId: string;
  run: string;
}

export interface Cohort {
  from: string;
  people: number;
  /** By periods counted from each one's own beginning. */
  returned: Return[];
}

export interface CommentText {
  /** As it was written; lines stay lines. */
  text: string | null;
}

export interface ComparedSide {
  /** All of them. */
  records: number;
  /** Of how many every value was counted: all, or a sample. */
  compared: number;
}

export interface ConversionChange {
  /** What counts: the event that brought money most often. */
  event: string;
  /** Within so many days from the first page on. */
  days: number;
  now: Converted;
  /** Null: nothing is that old. */
  was: Converted | null;
}

export interface Converted {
  /** With a pageview. */
  visitors: number;
  /** Of them, who did the event. */
  count: number;
  rate: Rate | null;
}

export interface CreatedMonitor {
  id: number;
  slug: string;
}

export interface Difference {
  /** The chosen records. */
  here: ComparedSide;
  others: ComparedSide;
  from: string;
  to: string;
  /** The largest sure difference first. */
  differences: Differing[];
  /** How many more attributes were compared, and showed no difference that could not be chance. */
  alike: number;
}

export interface Differing {
  key: string;
  /** False: a key that every record of the kind has; true: a free attribute or a tag. */
  isAttribute: boolean;
  values: DifferingValue[];
}

export interface DifferingValue {
  /** Empty: it has none. */
  value: string;
  /** Compared records that have it. */
  here: number;
  others: number;
  /** 0 to 1. */
  hereShare: number;
  othersShare: number;
  /** Share here less share among the others, with the ends of its 99.9 % interval. */
  difference: number;
  low: number;
  high: number;
}

export interface DiscardedIssue {
  id: number;
  title: string;
  culprit: string;
  /** When it was discarded. */
  since: string;
}

export interface DiscardedList {
  issues: DiscardedIssue[];
}

export interface DroppedErrors {
  /** "type: value", or the message. */
  headline: string;
  errors: number;
}

/** One event whole. The raised exception comes first, then its causes. */
export interface ErrorEvent {
  id: string;
  time: string;
  receivedAt: string;
  /** The client's clock was off by so much that its time could not be taken as it stood. */
  skewed: boolean;
  title: string;
  type: string;
  value: string;
  message: string;
  level: string;
  platform: string;
  /** Null: the client did not say. */
  handled: boolean | null;
  environment: string;
  release: string;
  distribution: string;
  host: string;
  transaction: string;
  culprit: string;
  traceId: string;
  spanId: string;
  logger: string;
  sdk: string;
  /** 0.1: it stands for ten. */
  sampleRate: number;
  tags: EventTag[];
  exceptions: ThrownException[];
  breadcrumbs: Breadcrumb[];
  request: unknown;
  user: unknown;
  contexts: unknown;
  extra: unknown;
  rest: unknown;
  /** What was done to it on its way in, as paths into it: `scrubbed`, `trimmed`, `invalid`. */
  remarks: unknown;
  /** The id of the event before it in the issue; null at the oldest. */
  previous: string | null;
  next: string | null;
  /** Among all kept events of the issue, oldest first, from 1. */
  position: number;
  total: number;
}

export interface EventBucket {
  time: string;
  events: number;
}

export interface EventCount {
  name: string;
  times: number;
  visitors: number;
  /** Those who are known by name. */
  people: number;
  lastSeen: string;
  /** Null where there is none, or more than one currency. */
  revenue: number | null;
  currency: string;
}

export interface EventList {
  from: string;
  to: string;
  next: string | null;
  events: EventCount[];
}

export interface EventTag {
  key: string;
  value: string;
}

export interface FacetCount {
  value: string;
  lines: number;
}

export interface Fact {
  name: string;
  value: string;
}

export interface FilterPreview {
  /** How far back it looks. */
  days: number;
  /** How many errors there were. */
  errors: number;
  /** How many of them would have been kept out. */
  dropped: number;
  /** Which, the most frequent first; not more than ten. */
  examples: DroppedErrors[];
}

/** What of a project's records is noise, and not kept. */
export interface FilterSettings {
  /** errors of scripts that extensions put into pages */
  browserExtensions: boolean;
  /** errors in browsers that their makers left years ago */
  legacyBrowsers: boolean;
  /** errors in requests to localhost */
  localhost: boolean;
  /** errors in requests of crawlers */
  webCrawlers: boolean;
  /** errors by which React says that a page differs from the server's */
  hydrationErrors: boolean;
  /** errors of pages that are older than the last deployment */
  chunkLoadErrors: boolean;
  /** requests that only ask whether the site is there */
  healthChecks: boolean;
  /** of clients, as 192.0.2.7 or 192.0.2.0/24: nothing is taken from them by Sentry's doors and those of page trackers */
  addresses: string[];
  /** patterns of errors, as "TypeError: *.foo is undefined": * is anything, ? one character */
  errorMessages: string[];
  /** patterns of releases whose errors and requests are not kept */
  releases: string[];
}

export interface FilterTrial {
  /** as `errorMessages` of the filters */
  errorMessages: string[];
  /** as `releases` of the filters */
  releases: string[];
}

/** At most five of each kind; the rest is in the lists of the rooms. */
export interface Found {
  issues: FoundIssue[];
  people: FoundPerson[];
  traces: FoundTrace[];
  events: FoundEvent[];
  transactions: FoundTransaction[];
  pages: FoundPage[];
}

export interface FoundEvent {
  eventId: string;
  /** To which it belongs. */
  issue: number;
  /** Its type; empty: it has none. */
  title: string;
  time: string;
}

export interface FoundIssue {
  id: number;
  title: string;
  value: string;
  status: string;
  events: number;
}

export interface FoundPage {
  path: string;
  visitors: number;
}

export interface FoundPerson {
  id: string;
  /** Name, e-mail, company, as far as they were told. */
  said: string;
}

export interface FoundTrace {
  traceId: string;
  spans: number;
  logs: number;
}

export interface FoundTransaction {
  name: string;
  requests: number;
}

export interface Funnel {
  from: string;
  to: string;
  /** Within so many days from the first step on. */
  windowDays: number;
  steps: FunnelStep[];
}

export interface FunnelStep {
  name: string;
  actors: number;
  /** Null: nobody began. */
  ofFirst: Rate | null;
  /** Null: the first step, or nobody came so far. */
  ofBefore: Rate | null;
}

export interface GroupingExplanation {
  /** By which the event found its issue. */
  hash: string;
  /** The rule whose fingerprint counts; null: none's. */
  rule: string | null;
  /** The parts give the hash again; if not, rules that are gone grouped the event. */
  isCertain: boolean;
  /** By the rules of today it would be the same. */
  isByToday: boolean;
  parts: GroupingPart[];
}

/** Events that would leave an issue. */
export interface GroupingMove {
  from: MovedIssue;
  /** Where to; null: a new issue. */
  to: MovedIssue | null;
  /** By whose fingerprint; empty: by what frames count. */
  rule: string;
  /** Of the events looked at. */
  events: number;
  /** How many of the issue's events were looked at. */
  of: number;
  /** One of them. */
  eventId: string;
}

export interface GroupingPart {
  /** fingerprint, frame, type, value, template, line or message. */
  part: string;
  text: string;
  /** Why it does not count; null: it does. */
  ignored: string | null;
}

export interface GroupingPreview {
  /** How far back was looked. */
  days: number;
  /** How many were looked at: the newest 20 of each kind, at most 2,000. */
  events: number;
  /** Of how many issues. */
  issues: number;
  /** How many would be in another issue. */
  moved: number;
  /** Those that concern most events first, at most 200. */
  moves: GroupingMove[];
}

export interface GroupingSettings {
  /** One rule a line: `matchers -&gt; fingerprint`. */
  fingerprints?: string | null;
  /** One rule a line: `matchers actions`. */
  stacks?: string | null;
}

export interface Incident {
  id: number;
  monitorId: number;
  monitor: string;
  kind: "http" | "tcp" | "heartbeat";
  environment: string;
  startedAt: string;
  /** Null: it is going on. */
  endedAt: string | null;
  cause: string;
}

export interface IncidentList {
  from: string;
  to: string;
  incidents: Incident[];
}

export interface Invitation {
  id: number;
  role: string;
  email: string | null;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
}

export interface InvitationList {
  invitations: Invitation[];
}

export interface InvitationRequest {
  /** owner, admin, member, viewer, support or marketing. */
  role: string | null;
  /** Whom alone the link is for; null: whoever has it. */
  email?: string | null;
}

export interface Issue {
  id: number;
  title: string;
  value: string;
  culprit: string;
  level: string;
  handled: boolean | null;
  platform: string;
  status: "unresolved" | "resolved" | "archived";
  /** How it stands: of an unresolved one, what it is besides. */
  state: "new" | "ongoing" | "escalating" | "regressed" | "resolved" | "archived";
  firstSeen: string;
  lastSeen: string;
  /** In the range, weighted. */
  events: number;
  /** Distinct user ids in the range; events without one are not counted. */
  users: number;
  /** Events per bucket of the range, oldest first; the first and the last may be partial. */
  sparkline: number[];
  firstRelease: string;
  /** When it happened again after it was resolved; null: it did not, or that is past. */
  regressed: string | null;
  /** When it became much more than usual; null: it did not, or that is past. */
  escalated: string | null;
  /** What ends it; null: it is not archived. */
  archive: IssueArchive | null;
  /** What has it; null: it is not resolved. */
  fix: IssueFix | null;
  /** Who sees to it; null: nobody. */
  assignee: Assignee | null;
  priority: "high" | "medium" | "low";
  /** By who asks. */
  bookmarked: boolean;
}

/** What brings an archived issue back. */
export interface IssueArchive {
  /** escalating: it becomes much more than usual; time: the minutes are over; events, people: so many more; forever: nothing. */
  until?: "escalating" | "forever" | "time" | "events" | "people";
  /** Of "time". */
  minutes?: number;
  /** Of "events" and "people". */
  count?: number;
  /** Of "events": so many within so many minutes; 0: in all. */
  withinMinutes?: number;
  /** Of "time", in answers. */
  endsAt?: string | null;
  isGood?: boolean;
}

export interface IssueChange {
  id?: number;
  /** What it becomes; null or left out: as it is. */
  status?: "unresolved" | "resolved" | "archived" | "deleted" | "discarded" | null;
  /** Of "archived": what ends it; left out: escalating. */
  archive?: IssueArchive | null;
  /** Of "resolved": what has the fix; left out: everything from now on. */
  fix?: IssueFix | null;
  /** Who sees to it, by id; 0: nobody; null or left out: as it is. */
  assignee?: number | null;
  priority?: "high" | "medium" | "low" | null;
  /** For who asks alone. */
  bookmarked?: boolean | null;
  /** True: it is known, and stands out no longer. */
  reviewed?: boolean | null;
}

export interface IssueDetail {
  issue: Issue;
  buckets: EventBucket[];
  bucketSeconds: number;
  from: string;
  to: string;
  eventsInRange: number;
  usersInRange: number;
  tags: TagDistribution[];
  releases: IssueRelease[];
  /** How many others were merged into it. */
  merged: number;
}

/** What has the fix of a resolved issue. Events of releases that do not have it leave it resolved. */
export interface IssueFix {
  /** now: everything from now on; next: what comes after the newest release; release: the one that is named. */
  in?: "now" | "next" | "release";
  /** Of "release": its name; of "next", in answers: the one after which. */
  release?: string;
  isGood?: boolean;
}

export interface IssueIds {
  /** Their ids. */
  issues: number[] | null;
}

export interface IssueList {
  issues: Issue[];
  next: string | null;
  total: number;
  from: string;
  to: string;
  bucketSeconds: number;
  /** Some events of these issues stand for several: the counts are estimates. */
  sampled: boolean;
  summary: IssueSummary | null;
}

export interface IssueRelease {
  release: string;
  events: number;
  /** In the range. */
  firstSeen: string;
}

export interface IssueSales {
  from: string;
  to: string;
  /** Whom it befell, as far as they are known: by a page of the failed request, or by their name. */
  visitors: number;
  /** Of them, for whom an event of the day before named a value. */
  atStake: number;
  /** Of those, who brought money later, until a day behind the error. */
  orderedAfterAll: number;
  /** The event that named it, most often; empty: none. */
  step: string;
  /** The event that brings money; empty: none. */
  converts: string;
  lost: LostAmount[];
}

export interface IssueSince {
  id: number;
  title: string;
  events: number;
}

/** What people make of an issue. */
export interface IssueState {
  id: number;
  status: "unresolved" | "resolved" | "archived" | "merged" | "deleted" | "discarded";
  /** How it stands: of an unresolved one, what it is besides. */
  state: "new" | "ongoing" | "escalating" | "regressed" | "resolved" | "archived" | "merged" | "deleted" | "discarded";
  /** When it happened again after it was resolved; null: it did not, or that is past. */
  regressed: string | null;
  /** When it became much more than usual; null: it did not, or that is past. */
  escalated: string | null;
  /** What ends it; null: it is not archived. */
  archive: IssueArchive | null;
  /** What has it; null: it is not resolved. */
  fix: IssueFix | null;
  /** Who sees to it; null: nobody. */
  assignee: Assignee | null;
  priority: "high" | "medium" | "low";
  /** By who asks. */
  bookmarked: boolean;
}

/** All issues that match, on the first page only. */
export interface IssueSummary {
  events: number;
  /** In the period of equal length before; null when the project has nothing that old to compare with. */
  previousEvents: number | null;
  users: number;
  /** First seen in the range. */
  newIssues: number;
  buckets: EventBucket[];
}

export interface IssuesChange {
  /** Each with its own change; or */
  issues?: IssueChange[] | null;
  /** all that a search lists, with one change. */
  matching?: MatchingIssues | null;
}

export interface IssuesChanged {
  issues: IssueState[];
  /** The same issues as they were; of `matching` neither is listed. */
  before: IssueState[];
  /** By which it can be taken back; null: nothing was changed. */
  undo: number | null;
  /** How many were changed. */
  changed: number;
}

export interface IssuesSince {
  count: number;
  /** Those of most events, three at most. */
  issues: IssueSince[];
}

export interface Key {
  id: number;
  name: string;
  key: string;
  dsn: string;
  createdAt: string;
}

export interface KeyList {
  keys: Key[];
}

export interface KeyRequest {
  name: string | null;
}

export interface LabelValue {
  value: string;
  series: number;
}

export interface LatestRelease {
  /** Null: no record names a release. */
  release: Release | null;
  /** Null: it is less than five minutes old. */
  since: SinceRelease | null;
}

export interface LevelSeries {
  level: string;
  lines: number;
  /** Lines per bucket of the range, oldest first; the first and the last may be partial. */
  buckets: number[];
}

export interface Limit {
  /** The number of the key that it is for; null: all of the project's together. */
  key: number | null;
  /** What it counts. */
  kind: "everything" | "errors" | "spans" | "logs" | "samples" | "events" | "check_ins" | "release_sessions" | "feedback" | "attachments";
  /** How many may come in. */
  records: number;
  /** Within which time, by the clock in UTC. */
  period: "minute" | "hour" | "day";
}

/** How much may come in. */
export interface LimitSettings {
  /** None: as much as the server can keep. */
  limits: Limit[];
}

export interface LinkedIssue {
  id: number;
  title: string;
  value: string;
  /** The latest error of the trace in this issue. */
  eventId: string;
  events: number;
}

/** What has become visible since the last message. */
export interface LiveNews {
  /** Rows by kind, each the name of a view. */
  records: Record<string, number>;
  /** Those that the errors among them belong to, and those that people have changed. */
  issues: number[];
}

export interface LogFacet {
  key: string;
  values: FacetCount[];
}

export interface LogFacets {
  facets: LogFacet[];
  /** Lines that differ only in numbers and ids, most frequent first. */
  patterns: LogPattern[];
}

export interface LogLine {
  time: string;
  level: string;
  logger: string;
  /** At most 8,000 characters of it. */
  message: string;
  service: string;
  host: string;
  environment: string;
  release: string;
  route: string;
  traceId: string;
  spanId: string;
  /** Who it happened to; empty: unknown. */
  person: string;
  attributes: Record<string, string>;
}

export interface LogPage {
  lines: LogLine[];
  /** For the page that follows; null at the end. */
  next: string | null;
  from: string;
  to: string;
  bucketSeconds: number;
  /** Of all lines that match, on the first page only. */
  summary: LogSummary | null;
}

export interface LogPattern {
  text: string;
  lines: number;
  /** The most serious among its lines. */
  level: string;
  lastSeen: string;
}

export interface LogSummary {
  lines: number;
  /** The most serious first. */
  levels: LevelSeries[];
}

/** What a look that somebody asked for has found. */
export interface Look {
  status: "ok" | "down" | "unknown";
  tookMs: number | null;
  message: string;
  monitor: Monitor | null;
}

export interface Loss {
  door: string;
  /** `unparsed`: a whole request whose content is unknown. */
  signal: string;
  /** filtered, limited, invalid, evicted or client_dropped. */
  outcome: string;
  reason: string;
  records: number;
  /** The last in which it happened. */
  hour: string;
}

export interface LostAmount {
  currency: string;
  sales: number;
  amount: number;
}

/** What a list shows on all its pages, with the words of the list's own address. */
export interface MatchingIssues {
  change: IssueChange | null;
  range?: string | null;
  query?: string | null;
  status?: string | null;
}

export interface Member {
  id: number;
  email: string;
  name: string;
  role: string;
  since: string;
  isDisabled: boolean;
  /** Whether a code is asked for besides the password; null for who does not manage people. */
  hasSecondFactor: boolean | null;
}

export interface MemberList {
  members: Member[];
}

export interface MergedIssue {
  id: number;
  title: string;
  value: string;
  culprit: string;
  /** Of its own, of all that are kept, weighted. */
  events: number;
  firstSeen: string;
  /** When it was merged; null: it is the issue that has the others. */
  merged: string | null;
}

export interface MergedList {
  issues: MergedIssue[];
}

export interface MetricGraph {
  from: string;
  to: string;
  bucketSeconds: number;
  name: string;
  type: string;
  unit: string;
  /** rate: growth per second; quantiles; avg, min, max or sum of the values. */
  show: "rate" | "quantiles" | "avg" | "min" | "max" | "sum";
  /** In which ways it can be shown. */
  shows: string[];
  series: number;
  /** How many of the series were looked at. */
  shownSeries: number;
  labels: MetricLabel[];
  /** The largest eight. */
  lines: MetricLine[];
  /** How many there are besides. */
  moreLines: number;
  /** How often a counter fell, which is taken for a start from zero. */
  restarts: number;
  /** Samples left out since they are not finite. */
  noNumbers: number;
}

export interface MetricLabel {
  name: string;
  /** That have it. */
  series: number;
  /** The twenty of most series. */
  values: LabelValue[];
}

export interface MetricLine {
  /** The value of the label, or which quantile; empty: the only one. */
  name: string;
  /** One a bucket; null: no sample came. */
  values: (number | null)[];
}

export interface MetricList {
  from: string;
  to: string;
  total: number;
  next: string | null;
  metrics: MetricSeen[];
}

export interface MetricSeen {
  name: string;
  /** gauge, counter, updown, histogram, each also as _delta, or distribution. */
  type: string;
  /** Empty: unknown. */
  unit: string;
  /** How many names with labels. */
  series: number;
  lastSeen: string;
  /** Of what its series said last; null: of a histogram, or nothing that is a number. */
  least: number | null;
  most: number | null;
}

export interface MinifiedPlace {
  file: unknown;
  function: unknown;
  line: unknown;
  column: unknown;
}

export interface Money {
  currency: string;
  amount: number;
  /** Events that brought money. */
  orders: number;
}

export interface Monitor {
  id: number;
  slug: string;
  name: string;
  kind: "http" | "tcp" | "heartbeat";
  environment: string;
  url: string;
  schedule: string;
  /** new, up, down, unknown or paused. */
  status: "new" | "up" | "down" | "unknown" | "paused";
  since: string;
  /** Failures in a row that do not make it down yet. */
  doubt: number;
  lastAt: string | null;
  /** What the last check found wrong; empty: nothing. */
  lastProblem: string;
  /** The last word of a job. */
  heardAt: string | null;
  /** When the next run of a job should begin. */
  expectedAt: string | null;
  /** A run is going on. */
  runSince: string | null;
  certificateExpiresAt: string | null;
  /** Within the days that the monitor warns of. */
  certificateEndsSoon: boolean;
  uptime: Uptime;
  /** Uptime by bucket of the range, oldest first. */
  buckets: Uptime[];
  /** The one that is going on. */
  incident: Incident | null;
}

export interface MonitorAnswers {
  id: number;
  /** Checks, or runs of a job that came to an end. */
  looks: number;
  good: number;
  buckets: AnswerPoint[];
}

export interface MonitorDetail {
  from: string;
  to: string;
  bucketSeconds: number;
  monitor: Monitor;
  settings: MonitorRequest;
  incidents: Incident[];
}

export interface MonitorHeader {
  name: string | null;
  /** Null in answers, since it may be a secret; null in a request: as it was. */
  value: string | null;
}

export interface MonitorList {
  from: string;
  to: string;
  bucketSeconds: number;
  monitors: Monitor[];
  /** The project's own site, as long as nobody watches it. */
  suggestion: MonitorSuggestion | null;
}

/** A monitor as somebody wants it. What is left out has its usual value. */
export interface MonitorRequest {
  /** http, tcp or heartbeat. */
  kind?: string | null;
  name?: string | null;
  environment?: string | null;
  /** Of a check: http(s)://… or tcp://host:port. */
  url?: string | null;
  method?: string | null;
  intervalSeconds?: number | null;
  timeoutSeconds?: number | null;
  /** Such as 200-299,401. */
  expectedStatus?: string | null;
  expectedText?: string | null;
  /** Null values keep what is stored under that name. */
  headers?: MonitorHeader[] | null;
  certificateDays?: number | null;
  failuresBeforeDown?: number | null;
  successesBeforeUp?: number | null;
  /** Of a heartbeat: a crontab or "every 10 minutes"; empty: whenever it likes. */
  schedule?: string | null;
  timeZone?: string | null;
  marginMinutes?: number | null;
  maxRuntimeMinutes?: number | null;
}

export interface MonitorSuggestion {
  name: string;
  url: string;
}

export interface MovedIssue {
  id: number;
  title: string;
  value: string;
  culprit: string;
}

export interface NewAlert {
  alert: Alert;
  /** By which webhooks are signed, shown this once; null for other channels. */
  secret: string | null;
}

export interface NewInvitation {
  invitation: Invitation;
  /** Shown this once. Who opens it first gets the role. */
  link: string;
}

/** A project that was just made, with all that opens it. The token cannot be shown again. */
export interface NewProject {
  id: number;
  slug: string;
  dsn: string;
  writeKey: string;
  apiToken: string;
}

export interface NewRecoveryCodes {
  /** Shown this once; each works once. */
  recoveryCodes: string[];
}

export interface NewToken {
  token: Token;
  /** Shown this once. */
  secret: string;
}

export interface Operation {
  kind: string;
  what: string;
  spans: number;
  /** Spans of a request that has any of them. */
  perRequest: number;
  /** Of all of them together, without the time in which spans inside of them ran: no time is counted twice. */
  ownMs: number;
  /** Of a whole span, with what is inside of it. */
  p95Ms: number;
  /** How many requests these numbers are of. */
  lookedAt: number;
  slowestTrace: string;
}

export interface PasswordChange {
  current: string | null;
  new: string | null;
}

export interface PasswordChanged {
  /** The session is a new one, and so is this. */
  csrf: string;
}

export interface PersonList {
  from: string;
  to: string;
  total: number;
  next: string | null;
  people: PersonSeen[];
}

export interface PersonName {
  id: string;
  name: string;
}

/** In no order. */
export interface PersonNameList {
  names: PersonName[];
}

export interface PersonSeen {
  id: string;
  /** Name, e-mail, company, as far as they were told. */
  said: string;
  /** Of all events that are kept, whatever the range. */
  firstSeen: string;
  /** In the range. */
  lastSeen: string;
  events: number;
  revenue: number;
  currency: string;
}

export interface PhasePoint {
  looks: number;
  /** Of the good answers; null, as all that follow: there was none. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** Means, as are those that follow. */
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  waitMs: number | null;
  readMs: number | null;
}

/** Problem details (RFC 9457); some have further fields for programs, such as `reason`. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  /** For people: what was wrong, and what to do. */
  detail?: string;
}

export interface Project {
  id: number;
  slug: string;
  name: string;
  domain: string | null;
  /** Of the oldest living key; null when all are revoked, or the caller may not read keys. */
  dsn: string | null;
  /** Of the caller; null: an administrator of the server, or a program. */
  role: string | null;
  /** What the caller may do in it: read, readPersonalData, rawSql, triage, … */
  can: string[];
}

/** What is to be changed; null: as it is. */
export interface ProjectChange {
  name?: string | null;
  /** Empty: none. */
  domain?: string | null;
  /** For records that come from now on; what is stored keeps the days it came with. */
  retentionDays?: number | null;
}

export interface ProjectList {
  projects: Project[];
}

/** A project that somebody asks for. */
export interface ProjectRequest {
  name: string | null;
  /** The site's host, also with a scheme or path as copied from a browser; null when there is none. */
  domain?: string | null;
}

export interface ProjectSettings {
  id: number;
  slug: string;
  name: string;
  domain: string | null;
  retentionDays: number;
  createdAt: string;
}

/** A share with its 95 % interval, each 0 to 1. */
export interface Rate {
  share: number;
  low: number;
  high: number;
}

/** The time of the oldest record of each kind; null: there is none. What lies before it cannot be compared with. */
export interface RecordsSince {
  errors: string | null;
  requests: string | null;
  logs: string | null;
  events: string | null;
}

export interface Release {
  name: string;
  /** In records of any kind, of all that are kept. */
  firstSeen: string;
  /** That name it, of all kinds. */
  records: number;
}

export interface ReleaseCommit {
  sha: string;
  repository: string;
  author: string;
  email: string;
  message: string;
  /** Null: the script did not say. */
  at: string | null;
  /** Paths that it changed. */
  files: string[];
}

export interface ReleaseDeploy {
  environment: string;
  name: string;
  url: string;
  /** Null: the script did not say. */
  startedAt: string | null;
  finishedAt: string;
}

export interface ReleaseList {
  /** Oldest first; the newest hundred where there are more. */
  releases: Release[];
  since: RecordsSince;
}

export interface RequestFigures {
  requests: number;
  failed: number;
  /** Null: no request. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** The ends of its 95 % interval; null: too few requests to say. */
  p95LowMs: number | null;
  p95HighMs: number | null;
  /** Requests that were sent here, by which the others are estimated. */
  measured: number;
}

export interface RequestOverview {
  from: string;
  to: string;
  bucketSeconds: number;
  /** Some requests stand for several: the numbers are estimates. */
  sampled: boolean;
  totals: RequestFigures;
  /** The period of equal length before; null when the project has nothing that old to compare with. */
  before: RequestFigures | null;
  buckets: RequestPoint[];
  /** How many transactions there are; the list has a hundred a page. */
  transactionCount: number;
  next: string | null;
  transactions: Transaction[];
}

export interface RequestPoint {
  time: string;
  requests: number;
  failed: number;
  /** Null: no request. */
  p95Ms: number | null;
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

export interface RequestSamples {
  next: string | null;
  requests: RequestSample[];
  /** Where the time goes, most time first; on the first page only. */
  operations: Operation[];
}

export interface ResultList {
  from: string;
  to: string;
  bucketSeconds: number;
  buckets: PhasePoint[];
  results: CheckResult[];
}

/** Of people with a name only: a visitor without one cannot be known again the next day. */
export interface Retention {
  from: string;
  to: string;
  period: "day" | "week";
  cohorts: Cohort[];
}

export interface Return {
  people: number;
  rate: Rate | null;
  /** Whether the period is over for all of the group. */
  complete: boolean;
}

export interface RoleChange {
  /** owner, admin, member, viewer, support or marketing. */
  role: string | null;
}

export interface SavedSearch {
  id: number;
  name: string;
  query: string;
  sort: string;
  /** Everybody of the project has it. */
  shared: boolean;
}

export interface SavedSearchList {
  searches: SavedSearch[];
}

export interface SavedSearchRequest {
  name: string | null;
  query: string | null;
  /** Left out: last_seen. */
  sort?: "last_seen" | "first_seen" | "events" | "users" | "priority" | null;
  /** For everybody of the project. */
  shared?: boolean;
}

export interface SearchValue {
  value: string;
  /** That have it, in the range; 0 where it is nothing of events. */
  events: number;
}

export interface SearchValueList {
  values: SearchValue[];
}

export interface SecondFactorCode {
  code: string | null;
}

export interface SecondFactorProof {
  /** One's own, once more. */
  password: string | null;
  /** Of the app, or a recovery code; not asked for while it is off. */
  code?: string | null;
}

export interface SecondFactorSecret {
  /** In base 32, to type in. */
  secret: string;
  /** For an app on this machine: otpauth://… */
  address: string;
  /** The same as a QR code: lines of 0 and 1, with its quiet edge. */
  qr: string[];
}

export interface SecondFactorState {
  /** Null: it is off. */
  since: string | null;
  /** Of ten. */
  recoveryCodesLeft: number;
}

/** What the screen asks first. */
export interface Session {
  user: User;
  /** Goes back with every change as the header `X-Paddock-Csrf`. */
  csrf: string;
  projects: Project[];
  version: string;
}

export interface SessionChange {
  /** Empty: where the role says; null: as it is. */
  startPage?: "" | "home" | "monitoring" | "errors" | "analytics" | "product" | "product/people" | "logs";
  /** 0 to 200; null: as it is. */
  mailsADay?: number | null;
}

export interface SessionEntry {
  /** A name for it; it opens nothing. */
  id: string;
  userAgent: string;
  createdAt: string;
  /** To five minutes. */
  lastSeenAt: string;
  /** Of the browser that asks. */
  isThis: boolean;
}

export interface SessionList {
  sessions: SessionEntry[];
}

export interface SinceRelease {
  /** The range before the release, as long as After. */
  before: string;
  /** From its first record on, at most seven days. */
  after: string;
  /** First seen in the range after: `is:all is:first` lists them. */
  newIssues: IssuesSince;
  /** Resolved, and happened again in it: `is:all is:again`. */
  regressed: IssuesSince;
  requests: RequestFigures;
  /** Null: nothing is that old. */
  was: RequestFigures | null;
  /** Null: no event brought money. */
  conversion: ConversionChange | null;
}

/** One upload of generated files and their source maps. */
export interface SourceMapUpload {
  id: number;
  checksum: string;
  /** Empty: found by debug ids alone. */
  release: string;
  distribution: string;
  /** Generated files in it. */
  scripts: number;
  /** How many of them have a map. */
  maps: number;
  /** On the server's disk. */
  bytes: number;
  createdAt: string;
  /** When an event last needed it, to the hour; its end is counted from there. */
  usedAt: string;
}

export interface SourceMapUploads {
  /** The latest first. */
  uploads: SourceMapUpload[];
}

export interface Span {
  id: string;
  parent: string;
  time: string;
  /** From the start of the trace. */
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
  /** The same for one statement with other values; empty: no statement. */
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

export interface SqlColumn {
  name: string;
  /** As ClickHouse names it. */
  type: string;
}

export interface SqlRequest {
  /** One SELECT. */
  query: string | null;
  /** Values for `{name:Type}` in the query: texts, numbers, booleans, or arrays of them. */
  parameters: Record<string, unknown> | null;
}

/** The shape of what SqlAnswer writes. */
export interface SqlResult {
  columns: SqlColumn[];
  /** Values in the order of the columns; integers of 64 bits and times are texts. */
  rows: unknown[][];
  statistics: SqlStatistics;
}

export interface SqlStatistics {
  rows: number;
  /** There were more rows than an answer may have. */
  truncated: boolean;
  elapsedMilliseconds: number;
}

export interface StackFrame {
  filename: unknown;
  absPath: unknown;
  module: unknown;
  function: unknown;
  line: unknown;
  column: unknown;
  /** Of the site's own code. */
  inApp: boolean;
  /** Local variables. */
  vars: unknown;
  /** The source around the line: `pre`, `line`, `post`. */
  context?: unknown;
  /** `found`: the frame stands as its author wrote it. Else why no source map could be used; null where none was looked for. */
  sourceMap?: unknown;
  /** Where it is in what the browser ran. */
  minified?: MinifiedPlace | null;
}

export interface Story {
  from: string;
  to: string;
  /** For what is older; null at the end. */
  next: string | null;
  /** What was said of the person. */
  facts: Fact[];
  items: StoryItem[];
}

export interface StoryItem {
  time: string;
  kind: "error" | "event" | "log" | "request" | "feedback";
  title: string;
  detail: string;
  level: string;
  traceId: string;
  /** Of an error; else 0. */
  issue: number;
  /** The id of an error, the status of a request. */
  event: string;
  revenue: number;
  currency: string;
  durationMs: number;
}

export type Stream = string;

export interface Suspect {
  sha: string;
  author: string;
  email: string;
  message: string;
  /** Null: nobody said when. */
  at: string | null;
  /** That it changed. */
  file: string;
  /** Of the frame in that file; empty: unknown. */
  function: string;
  /** Of the frame; 0: unknown. */
  line: number;
  /** How near to the error the frame is among those of the own code, from 1. */
  frame: number;
  /** How many those are. */
  frames: number;
  /** The author, when that is somebody who may be given the issue. */
  assignee: Assignee | null;
}

export interface SuspectList {
  /** In which the issue came up, or came back; null: its events name none. */
  release: string | null;
  /** How many of its commits are known; 0: nobody told of them. */
  commits: number;
  suspects: Suspect[];
}

export interface TagCount {
  value: string;
  events: number;
}

export interface TagDistribution {
  key: string;
  /** Events in the range that carry the tag at all. */
  events: number;
  /** The most frequent six. */
  values: TagCount[];
}

export interface ThrownException {
  type: unknown;
  value: unknown;
  /** As clients send them: the innermost call last. */
  frames: StackFrame[];
  module?: unknown;
  /** True, false, or null where the client did not say. */
  handled?: unknown;
  /** What caught it. */
  mechanism?: unknown;
}

export interface Ticket {
  id: number;
  tracker: number;
  kind: "github" | "gitlab" | "jira";
  place: string;
  /** 12, or SHOP-12. */
  key: string;
  /** Where people read it; empty: the tracker did not say. */
  url: string;
  title: string;
  /** As it was when it was last asked for. */
  isClosed: boolean;
  checkedAt: string;
  /** Why it cannot be followed at this moment; empty: it is. */
  problem: string;
}

/** What a ticket says until somebody writes something else: where the error happens, without its message. */
export interface TicketDraft {
  title: string;
  text: string;
}

export interface TicketList {
  tickets: Ticket[];
  /** Where tickets can be made. */
  places: TicketPlace[];
}

export interface TicketPlace {
  tracker: number;
  kind: "github" | "gitlab" | "jira";
  place: string;
}

export interface TicketRequest {
  tracker: number | null;
  /** Of a ticket that is there already, or its address; null: a new one is made. */
  key: string | null;
  /** Of a new one; null: the draft's. */
  title: string | null;
  /** Of a new one; null: the draft's. */
  text: string | null;
}

export interface Token {
  id: number;
  name: string;
  prefix: string;
  scopes: string[];
  /** Whose power bounds it; null: the command line made it. */
  madeBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
}

export interface TokenList {
  tokens: Token[];
}

export interface TokenRequest {
  name: string | null;
  /** read, personal, sql, write, manage; null: all that are usual and its maker may do. */
  scopes?: string[] | null;
}

/** What deployment scripts told of a release. */
export interface ToldRelease {
  release: string;
  url: string;
  createdAt: string;
  /** Null: nobody said that it is finished. */
  releasedAt: string | null;
  /** Newest first. */
  commits: ReleaseCommit[];
  /** Newest first. */
  deploys: ReleaseDeploy[];
}

export interface TopList {
  by: string;
  /** Whether visits, bounces and engaged time are known for this dimension. */
  ofVisits: boolean;
  /** How many values there are. */
  total: number;
  next: string | null;
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

export interface Trace {
  traceId: string;
  /** How many spans the trace has; the list has 2,000 a page. */
  spanCount: number;
  next: string | null;
  spans: Span[];
}

export interface TraceLinks {
  issues: LinkedIssue[];
  logs: number;
  spans: number;
  events: number;
  /** Whose visit the events are of, 16 hexadecimal digits; empty: none is known. */
  visitor: string;
  people: string[];
  /** What was at stake for whom its errors befell; null: it has none, or nothing was named. */
  sale: TraceSale | null;
  /** One that holds all of it, as screens write it in their addresses. */
  range: string;
}

export interface TraceSale {
  /** The event that named the value. */
  step: string;
  stepAt: string;
  amount: number;
  currency: string;
  /** Null: it was lost. */
  orderedAt: string | null;
  /** The event that brings money; empty: none. */
  converts: string;
}

export interface Tracker {
  id: number;
  kind: "github" | "gitlab" | "jira";
  /** Of the server; empty: github.com or gitlab.com. */
  url: string;
  /** acme/shop, group/shop or SHOP. */
  place: string;
  /** What new tickets are in Jira; else empty. */
  ticketType: string;
  /** What is resolved here is closed there, and what happens again is opened again. */
  closesTickets: boolean;
  /** What is closed there is resolved here. */
  resolvesIssues: boolean;
  /** How many are followed. */
  tickets: number;
  /** Why the last call failed; empty: it did not. */
  problem: string;
}

/** What of a tracker can be changed; null: as it is. */
export interface TrackerChange {
  closesTickets: boolean | null;
  resolvesIssues: boolean | null;
}

export interface TrackerList {
  trackers: Tracker[];
}

export interface TrackerRequest {
  kind: "github" | "gitlab" | "jira";
  /** Of the server: for Jira always, else where it is not github.com or gitlab.com. */
  url: string | null;
  /** owner/repository, group/project, or the key of a Jira project. */
  place: string | null;
  /** Jira Cloud: the e-mail that goes with the token. */
  user: string | null;
  /** May read and write issues there. Kept encrypted, never shown again. */
  token: string | null;
  /** Jira: what new tickets are; null: Bug. */
  ticketType: string | null;
  /** Null: true. */
  closesTickets: boolean | null;
  /** Null: true. */
  resolvesIssues: boolean | null;
}

export interface TrackerTest {
  /** Why it does not work; null: it does. */
  problem: string | null;
}

export interface Traffic {
  from: string;
  to: string;
  bucketSeconds: number;
  totals: TrafficTotals;
  /** The period of equal length before; null when the project has nothing that old to compare with. */
  before: TrafficTotals | null;
  /** By currency, most first. */
  revenue: Money[];
  /** Pageviews of robots, which no other number counts; the query `bot:*` counts them instead of people, and then this is 0. */
  robotPageviews: number;
  buckets: TrafficBucket[];
}

export interface TrafficBucket {
  time: string;
  visitors: number;
  pageviews: number;
}

export interface TrafficTotals {
  /** A sum of daily visitors: without a cookie somebody is known for one day (UTC) only, so who comes on three days counts three times. */
  visitors: number;
  pageviews: number;
  /** That began in the range; derived from events, so those of the last seconds may be missing. */
  visits: number;
  /** Visits of one pageview with nothing else done. */
  bounces: number;
  /** Time in which a page was visible and in use, of all visits together. */
  engagedMs: number;
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
  /** Its part of the time that all matching requests took, 0 to 1. */
  timeShare: number;
}

export interface Uptime {
  /** Of the time that is known, 0 to 1; null: none is. */
  share: number | null;
  up: number;
  down: number;
  unknown: number;
  paused: number;
}

export interface User {
  id: number;
  email: string;
  name: string;
  isAdministrator: boolean;
  /** Where this person chose to come in to a project, below it; empty: where the role says. */
  startPage: string;
  /** Of alerts; what is more comes in one digest the next morning. */
  mailsADay: number;
}

export interface Viewer {
  id: number;
  name: string;
  email: string;
  seen: string;
}

export interface ViewerList {
  viewers: Viewer[];
}

export interface Vital {
  name: string;
  /** Three of four page loads were at least this good: milliseconds, or CLS's score. */
  p75: number;
  measured: number;
  goodTo: number;
  poorFrom: number;
  good: number;
  poor: number;
}

export interface VitalList {
  vitals: Vital[];
}
