import { signal } from "@preact/signals";
import type { ComponentType, FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { Button } from "../kit/Button.tsx";
import { State } from "../kit/State.tsx";

/** A part of the application whose code is loaded when it is shown for the first time, or ahead of it. */
export interface Lazy<P> extends FunctionComponent<P> {
  preload: () => void;
  /** Whether its code is there. */
  isReady: () => boolean;
}

/** `load` imports the part. Until it is there nothing is drawn, so that nothing that is drawn can move. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> {
  const loaded = signal<{ Part: ComponentType<P> } | "failed" | undefined>(undefined);
  let asked = false;
  const preload = (): void => {
    if (asked) return;
    asked = true;
    load().then(
      (Part) => (loaded.value = { Part }),
      () => {
        asked = false;
        loaded.value = "failed";
      },
    );
  };
  const Shown: Lazy<P> = (props: P) => {
    useEffect(preload, []);
    if (loaded.value === "failed") return <NotLoaded />;
    return loaded.value ? <loaded.value.Part {...props} /> : null;
  };
  Shown.preload = preload;
  Shown.isReady = () => typeof loaded.value === "object";
  return Shown;
}

/** A newer Paddock has other files than the page that is open: only loading it anew helps. */
function NotLoaded() {
  return (
    <State title="This page could not be loaded" text="Paddock may have been updated since you opened it, or the connection is down.">
      <Button look="edged" onClick={() => location.reload()}>
        Load again
      </Button>
    </State>
  );
}

/** Loads parts that will be wanted, one after the other, once the browser has nothing else to do; not where people asked for little traffic. */
export function preloadWhenIdle(...parts: { preload: () => void }[]): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  // Safari has no requestIdleCallback.
  const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  const next = (): void => {
    parts.shift()?.preload();
    if (parts.length > 0) idle(next);
  };
  if (document.readyState === "complete") idle(next);
  else addEventListener("load", () => idle(next), { once: true });
}
