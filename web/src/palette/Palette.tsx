import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Project, Session } from "../api/types.ts";
import { Icon } from "../kit/Icon.tsx";
import { localItems, matching, numberItem, type Item } from "./items.ts";
import css from "./Palette.module.css";
import { useFound } from "./useFound.ts";

/** Anything that can be reached, by typing a few letters of it. */
export function Palette({ session, project, typed, onClose }: { session: Session; project: Project | undefined; typed: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useSignal(typed);
  const at = useSignal(0);
  // Before the next key: who types at once would press the keys of the page.
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const found = useFound(text.value, project);
  const items = [...(project ? numberItem(text.value, project) : []), ...matching(localItems(session, project), text.value), ...found.items];
  const chosen = Math.min(at.value, items.length - 1);
  const take = (item: Item | undefined): void => {
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    if (step) at.value = (chosen + step + items.length) % Math.max(1, items.length);
    else if (press.key === "Enter") take(items[chosen]);
    else return;
    press.preventDefault();
  };

  return (
    <dialog ref={dialog} class={css.palette} aria-label="Go anywhere" onClose={onClose} onClick={(click) => click.target === dialog.current && onClose()}>
      <label class={css.field}>
        <Icon name="search" />
        <input
          autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={items[chosen] && `palette-${items[chosen].id}`}
          aria-label="Go anywhere"
          placeholder="Issues, people, pages, an error’s or a trace’s id, rooms, actions"
          autoComplete="off"
          spellcheck={false}
          maxLength={200}
          value={text}
          onInput={(input) => {
            text.value = input.currentTarget.value;
            at.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div id="palette-list" class={css.list} role="listbox" aria-label="Found">
        {items.map((item, index) => (
          <Option
            key={item.id}
            item={item}
            head={item.group !== items[index - 1]?.group}
            chosen={index === chosen}
            onTake={take}
            onPoint={() => (at.value = index)}
          />
        ))}
        {items.length === 0 && !found.problem && <p class={css.none}>Nothing found</p>}
      </div>
      {found.problem && (
        <p class={css.none} role="status">
          {found.problem.title}: records cannot be searched
        </p>
      )}
    </dialog>
  );
}

interface OptionProps {
  item: Item;
  head: boolean;
  chosen: boolean;
  onTake: (item: Item) => void;
  onPoint: () => void;
}

function Option({ item, head, chosen, onTake, onPoint }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <>
      {head && (
        <p class={css.group} role="presentation">
          {item.group}
        </p>
      )}
      <div ref={element} id={`palette-${item.id}`} role="option" aria-selected={chosen} class={css.option} onClick={() => onTake(item)} onPointerMove={onPoint}>
        <Icon name={item.icon} />
        <span class={css.name}>{item.name}</span>
        <span class={css.note}>{item.note}</span>
      </div>
    </>
  );
}
