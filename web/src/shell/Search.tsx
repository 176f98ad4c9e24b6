import { useEffect, useRef } from "preact/hooks";
import type { Project } from "../api/types.ts";
import { Icon } from "../kit/Icon.tsx";
import { Kbd } from "../kit/Kbd.tsx";
import { useKeys, type Key } from "./keys.ts";
import { go, place } from "./location.ts";
import { readQuery, withWords, wordsOf, writeQuery } from "./query.ts";
import { hrefAt } from "./range.ts";
import css from "./Search.module.css";
import { useSuggesting } from "./suggesting.ts";
import { home, type Room } from "./rooms.ts";
import { roomHref } from "./hrefs.ts";

// Long enough for a word to be finished, short enough to feel immediate.
const typingPause = 250;

/** Searches the list of the room. Words stay in the field; `key:value` leaves it as a filter pill above the list. */
export function Search({ project, room }: { project: Project | undefined; room: Room | undefined }) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const words = wordsOf(readQuery(place.value.search.get("query") ?? ""));

  useKeys(useRef<Key[]>([{ key: "/", does: "Search", run: () => field.current?.select() }]).current);

  // The address rules, but never over the head of somebody who is typing.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = words;
  }, [words, project]);

  const sought = room ?? home;
  const suggesting = useSuggesting(field, project, sought);
  if (!project) return <span class={css.search} />;
  const rest = place.value.path.split("/").slice(4);
  const list = roomHref(project, sought.seeks?.(rest) ?? sought.path);

  const search = (final: boolean): void => {
    clearTimeout(timer.current);
    if (!field.current) return;
    const onList = place.value.path === list;
    const query = withWords(readQuery(place.value.search.get("query") ?? ""), field.current.value, final);
    if (final) field.current.value = wordsOf(query);
    go(hrefAt(list, place.value.search, { query: writeQuery(query), event: undefined }), onList);
  };

  const onInput = (): void => {
    clearTimeout(timer.current);
    suggesting.ask();
    if (place.value.path === list) timer.current = setTimeout(() => search(false), typingPause);
  };

  const onKeyDown = (press: KeyboardEvent): void => {
    const taken = suggesting.onKey(press);
    if (taken === "whole") search(true);
    if (taken) return;
    if (press.key === "Enter") {
      suggesting.close();
      search(true);
    }
    if (press.key !== "Escape" || !field.current) return;
    if (field.current.value) {
      field.current.value = "";
      search(true);
    } else field.current.blur();
  };

  return (
    <label class={css.search}>
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        placeholder={sought.search(rest)}
        aria-label={`Search ${sought.name.toLowerCase()}`}
        autoComplete="off"
        maxLength={400}
        spellcheck={false}
        aria-autocomplete={sought.suggest && "list"}
        aria-controls={suggesting.offered.value.length > 0 ? "suggested" : undefined}
        aria-activedescendant={suggesting.chosen.value < 0 ? undefined : `suggested-${suggesting.chosen.value}`}
        onBlur={suggesting.close}
        onInput={onInput}
        onKeyDown={onKeyDown}
      />
      <Kbd of="/" />
      {suggesting.offered.value.length > 0 && (
        <span id="suggested" role="listbox" aria-label="What can be searched for" class={css.suggested}>
          {suggesting.offered.value.map((text, index) => (
            <span
              key={text}
              id={`suggested-${index}`}
              role="option"
              aria-selected={index === suggesting.chosen.value}
              // Before the field loses the focus, and with it the list.
              onMouseDown={(press) => {
                press.preventDefault();
                if (suggesting.take(text)) search(true);
              }}
            >
              {text}
            </span>
          ))}
        </span>
      )}
    </label>
  );
}
