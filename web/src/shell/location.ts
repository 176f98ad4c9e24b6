import { signal } from "@preact/signals";

export interface Place {
  path: string;
  search: URLSearchParams;
  /** Where the page was scrolled to when it was left, for coming back. */
  scroll: number;
}

interface Memory {
  scroll?: number;
  /** Set on pages that were reached from within, so that "back" can be the browser's own. */
  inside?: boolean;
}

function read(scroll: number): Place {
  return { path: location.pathname, search: new URLSearchParams(location.search), scroll };
}

/** Where we are: the one source of every screen's state. */
export const place = signal<Place>(read((history.state as Memory | null)?.scroll ?? 0));

export function go(href: string, replace = false): void {
  const memory = (history.state ?? {}) as Memory;
  if (replace) {
    history.replaceState(memory, "", href);
    place.value = read(window.scrollY);
    return;
  }
  history.replaceState({ ...memory, scroll: window.scrollY } satisfies Memory, "");
  history.pushState({ inside: true } satisfies Memory, "", href);
  place.value = read(0);
}

/** The browser's own way back when the page was reached from within; else the given address. */
export function back(href: string): void {
  if ((history.state as Memory | null)?.inside) history.back();
  else go(href);
}

export function startNavigation(): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", () => {
    place.value = read((history.state as Memory | null)?.scroll ?? 0);
  });
  addEventListener("pagehide", () => {
    history.replaceState({ ...((history.state ?? {}) as Memory), scroll: window.scrollY } satisfies Memory, "");
  });
  document.addEventListener("click", followInside);
}

/** A plain click on a link to one of our own pages changes the place without loading a document. */
function followInside(click: MouseEvent): void {
  if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  const link = click.target instanceof Element ? click.target.closest("a") : null;
  if (!link || link.target || link.origin !== location.origin) return;
  if (!/^\/(p|settings)\//.test(link.pathname) || (link.hash && link.pathname === location.pathname)) return;
  click.preventDefault();
  go(link.pathname + link.search + link.hash);
}
