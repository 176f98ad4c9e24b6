import { signal } from "@preact/signals";

/** A stretch in which something was down, in milliseconds; it is shown on every graph of the page. */
export interface Incident {
  from: number;
  /** Undefined: it is going on. */
  to: number | undefined;
  /** A job did not run: the site was there, so the stretch until its next run is no band over the values. */
  isJob: boolean;
  label: string;
  monitor: number;
}

export const incidents = signal<Incident[]>([]);

/** On a page about one monitor the others' are left out. */
export const shownMonitor = signal<number | undefined>(undefined);
