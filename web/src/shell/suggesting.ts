import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Project } from "../api/types.ts";
import { place } from "./location.ts";
import { readRange } from "./range.ts";
import type { Room } from "./rooms.ts";

export interface Suggesting {
  offered: Signal<string[]>;
  /** Which of them Enter would take; -1: none. */
  chosen: Signal<number>;
  ask: () => void;
  close: () => void;
  /** Puts one in place of the last word. Whether it is whole, and not only a key. */
  take: (text: string) => boolean;
  /** Whether the key was one for the list that is open. */
  onKey: (press: KeyboardEvent) => "taken" | "whole" | undefined;
}

// The word that is being typed, quotes and all.
const lastWord = /(?:[^\s"]|"[^"]*"?)*$/;

/** What can stand in place of the word that is being typed. */
export function useSuggesting(field: { current: HTMLInputElement | null }, project: Project | undefined, room: Room): Suggesting {
  const offered = useSignal<string[]>([]);
  const chosen = useSignal(-1);
  const asked = useRef(0);
  useEffect(() => close(), [project, room]);

  const close = (): void => {
    asked.current++;
    offered.value = [];
    chosen.value = -1;
  };
  const ask = (): void => {
    const mine = ++asked.current;
    const word = lastWord.exec(field.current?.value ?? "")?.[0] ?? "";
    if (!project || !room.suggest || word === "") {
      close();
      return;
    }
    void room.suggest(project, readRange(place.peek().search), word).then((found) => {
      if (mine !== asked.current || document.activeElement !== field.current) return;
      offered.value = found.filter((each) => each !== word);
      chosen.value = -1;
    });
  };
  const take = (text: string): boolean => {
    if (field.current) field.current.value = field.current.value.replace(lastWord, "") + text;
    close();
    if (text.endsWith(":")) ask();
    return !text.endsWith(":");
  };
  const onKey = (press: KeyboardEvent): "taken" | "whole" | undefined => {
    const { length } = offered.peek();
    if (length === 0) return undefined;
    const at = chosen.peek();
    if (press.key === "ArrowDown") chosen.value = at >= length - 1 ? -1 : at + 1;
    else if (press.key === "ArrowUp") chosen.value = at < 0 ? length - 1 : at - 1;
    else if (press.key === "Escape") close();
    else if ((press.key === "Enter" && at >= 0) || (press.key === "Tab" && !press.shiftKey)) {
      press.preventDefault();
      return take(offered.peek()[Math.max(at, 0)]!) && press.key === "Enter" ? "whole" : "taken";
    } else return undefined;
    press.preventDefault();
    return "taken";
  };
  return { offered, chosen, ask, close, take, onKey };
}
