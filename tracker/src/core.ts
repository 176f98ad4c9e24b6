import type { Add, Event, Failure, Page } from "./beacon.ts";

/** The lazy second file's name with a hash of its content, put in by the build. */
declare const MORE: string;

declare global {
  interface Window {
    paddock?: unknown;
  }
  interface Navigator {
    globalPrivacyControl?: boolean;
  }
}

interface Queued extends Event {
  id: string;
  user: string | undefined;
  /** By the page's clock, in milliseconds. */
  at: number;
  of: Page;
}

const tag = (document.currentScript || document.querySelector("script[data-key]")) as HTMLScriptElement;
const data = tag.dataset;
// Beside the script's own address, so that the pair can be served by another host or below another path.
const door = new URL("../in/script/event?key=" + data.key, tag.src).href;
const consented = data.consent === "granted";

/** Reads from the browser's storage, sets, or with "" removes. */
const stored = (name: string, value?: string): string | undefined => {
  try {
    if (value) localStorage[name] = value;
    else if (value === "") localStorage.removeItem(name);
    return localStorage[name];
  } catch {
    return; // storage is blocked
  }
};

const silent =
  (data.respectDnt !== "false" && (navigator.doNotTrack === "1" || navigator.globalPrivacyControl)) ||
  (data.localhost === "false" && /^(localhost$|127\.|\[::1]|$)/.test(location.hostname)) ||
  stored("paddock_ignore");

let queue: Queued[] = [];
let timer: number | undefined;
let user = stored("paddock_user", consented ? undefined : "") || data.user;
let place: string;
let trace: string | undefined;
let route: string | undefined;
let visibleSince = 0;
let engaged = 0;
let least = 0;
let bottom = 0;

const here = () => location.pathname + (data.hash === undefined ? "" : location.hash);

/** What belongs to one load of a page is said once: after a navigation inside of it only when the page has changed it. */
const describe = (referrer: string): Page => {
  const last = [trace, route];
  place = here();
  route = data.route;
  trace = data.trace || document.querySelector<HTMLMetaElement>("meta[name=sentry-trace]")?.content;
  return {
    url: data.hash === undefined ? location.href.split("#")[0]! : location.href,
    referrer,
    trace: last[0] === trace ? undefined : trace,
    route: last[1] === route ? undefined : route,
    release: data.release,
    environment: data.environment,
    screen: screen.width + "x" + screen.height,
    touch: navigator.maxTouchPoints > 1 || undefined,
    webdriver: navigator.webdriver || undefined,
  };
};

let page = describe(document.referrer);

const flush = () => {
  clearTimeout(timer);
  timer = 0;
  for (const of of new Set(queue.map((event) => event.of))) {
    if (of === page) of.title = document.title;
    const events = queue.filter((event) => event.of === of).map(({ of, at, ...event }) => ({ ...event, age: Math.round(performance.now() - at) }));
    const body = JSON.stringify({ ...of, events });
    try {
      // Text needs no preflight. A beacon outlives the page; fetch stands in where there is none or its queue is full.
      if (!navigator.sendBeacon?.(door, body)) {
        fetch(door, { method: "POST", body, keepalive: true, mode: "no-cors", credentials: "omit" }).catch(() => {});
      }
    } catch {
      // What a page has put in their place must not fail the page's own call to history.
    }
  }
  queue = [];
};

const add: Add = (event, of = page) => {
  if (silent) return;
  try {
    queue.push({
      // A copy of now: the page may change its object. A circle throws, and takes no other event with it.
      ...JSON.parse(JSON.stringify(event)),
      // Makes an event that arrives twice count once.
      id: Date.now().toString(36) + Math.random().toString(36).slice(2),
      user,
      of,
      at: performance.now(),
    });
    timer ||= setTimeout(flush, 100);
  } catch {
    // not JSON
  }
};

/** Adds up the time in sight. */
const watch = () => {
  const now = performance.now();
  if (visibleSince) engaged += now - visibleSince;
  visibleSince = document.visibilityState === "visible" ? now : 0;
};

/** How far down was seen. Not asked when a view begins: then the browser still stands where it was on the one before. */
const measure = () => {
  bottom = Math.max(bottom, scrollY + innerHeight);
};

/** The visitor looks away, perhaps for good. What is shorter than 3 s waits for the next time, but the first. */
const leave = () => {
  watch();
  measure();
  if (engaged > least) {
    add({ name: "$engagement", engaged: Math.round(engaged), scroll: Math.min(100, Math.round((bottom / document.documentElement.scrollHeight) * 100)) });
    engaged = 0;
    least = 3000;
  }
  flush();
};

const view = (referrer: string) => {
  engaged = least = bottom = 0;
  page = describe(referrer);
  add({ name: "$pageview" });
  watch();
};

const moved = () => {
  if (here() !== place) {
    leave();
    view("");
  }
};

const start = () => {
  add({ name: "$pageview" });
  watch();
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (...parameters) {
      original.apply(this, parameters);
      moved();
    };
  }
  addEventListener("popstate", moved);
  addEventListener("hashchange", moved);
  addEventListener("scroll", measure, { passive: true });
  // On the window: what the second file hears on the document comes before the last beacon.
  addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : watch()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      visibleSince = 0;
      view(document.referrer);
    }
  });
};

const api: Record<string, (...parameters: any[]) => void> = {
  track: (name: string, properties?: object, money?: { revenue: number; currency: string }) => add({ ...money, name, properties }),
  identify: (id: string, traits?: object) => {
    user = "" + id;
    if (consented) stored("paddock_user", user);
    add({ name: "$identify", properties: traits });
  },
  reset: () => {
    user = stored("paddock_user", "");
  },
  /** A call as a list, ["track", "Signup"], so that pages can call before this file is there. */
  push: ([name, ...parameters]: [string, ...unknown[]]) => api[name]?.(...parameters),
};

const early = window.paddock;
// A second tag changes nothing.
if (!early || Array.isArray(early)) {
  window.paddock = api;
  if (!silent) {
    // What fails before the second file is there waits for it.
    const failures: Failure[] = [];
    const note = (event: Failure) => failures.push(event);
    addEventListener("error", note);
    addEventListener("unhandledrejection", note);
    // An import carries the tag's nonce, and no policy on script addresses forbids it.
    const more = () => import(new URL(MORE, tag.src).href).then((file) => file.default(add, page, failures, data)).catch(() => {});
    document.readyState === "complete" ? more() : addEventListener("load", more);
    // A page in a background tab, or prerendered, is viewed when it is seen.
    const seen = () => {
      if (document.visibilityState === "visible") {
        document.removeEventListener("visibilitychange", seen);
        start();
      }
    };
    document.addEventListener("visibilitychange", seen);
    seen();
  }
  (early as [string][] | undefined)?.forEach((call) => api.push!(call));
}
