/** What a page says of itself; the same for all events of one beacon. */
export interface Page {
  url: string;
  /** "" after a navigation inside of the page. */
  referrer: string;
  title?: string;
  route?: string | undefined;
  /** "trace id-span id", as in a sentry-trace header. */
  trace?: string | undefined;
  release?: string | undefined;
  environment?: string | undefined;
  /** "width x height" of the screen, in CSS pixels. */
  screen: string;
  /** The screen can be touched at several points: tells an iPad from a Mac. */
  touch?: true | undefined;
  /** The browser is driven by a program. */
  webdriver?: true | undefined;
}

export interface Event {
  name: string;
  properties?: object | undefined;
  revenue?: number | string;
  currency?: string;
  /** $engagement: milliseconds in sight since the last one. */
  engaged?: number;
  /** $engagement: the deepest point seen so far, in percent of the page's height. */
  scroll?: number;
  /** $error: of the exception, with the stack as the browser writes it. */
  type?: string;
  message?: string;
  stack?: string;
  /** $error: what caught it. */
  mechanism?: string;
  /** $error, without a stack: where. */
  source?: string;
  line?: number;
  column?: number;
  /** $vital: LCP, INP, CLS, FCP or TTFB; milliseconds, CLS none. */
  metric?: string;
  value?: number;
  rating?: string;
  /** $vital: the element it was about, as a selector. */
  target?: string | undefined;
}

export type Failure = ErrorEvent | PromiseRejectionEvent;

/** Puts an event of a page, the current one as a rule, into the next beacon. */
export type Add = (event: Event, page?: Page) => void;
