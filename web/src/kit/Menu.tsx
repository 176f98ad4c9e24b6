import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";
import css from "./Menu.module.css";

interface MenuProps {
  label: string;
  trigger: ComponentChildren;
  align?: "start" | "end";
  children: ComponentChildren;
}

/** A button that opens a list. The browser's popover brings the top layer, Escape and the click outside; arrows walk the items. */
export function Menu({ label, trigger, align = "start", children }: MenuProps) {
  const id = useId();
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const follow = (event: { newState: string }): void => {
    open.value = event.newState === "open";
    if (!open.value || !button.current || !list.current) return;
    place(list.current, button.current.getBoundingClientRect(), align);
  };
  useEffect(() => {
    if (open.value && list.current) items(list.current)[0]?.focus();
  }, [open.value]);

  return (
    <>
      <button
        ref={button}
        type="button"
        class={css.trigger}
        popovertarget={id}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open.value}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class={css.menu}
        onToggle={follow}
        onKeyDown={walk}
        onClick={(click) => click.target instanceof Element && click.target.closest("[role=menuitem]") && list.current?.hidePopover()}
      >
        {open.value && children}
      </div>
    </>
  );
}

export function MenuLink({ href, current = false, children }: { href: string; current?: boolean; children: ComponentChildren }) {
  return (
    <a role="menuitem" class={css.item} href={href} aria-current={current ? "true" : undefined}>
      <span class={css.name}>{children}</span>
      {current && <Icon name="check" />}
    </a>
  );
}

export function MenuButton({ icon, onClick, children }: { icon: IconName; onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" role="menuitem" class={css.item} onClick={onClick}>
      <Icon name={icon} />
      <span class={css.name}>{children}</span>
    </button>
  );
}

export function MenuHead({ children }: { children: ComponentChildren }) {
  return (
    <div class={css.head} role="presentation">
      {children}
    </div>
  );
}

function place(list: HTMLElement, anchor: DOMRect, align: "start" | "end"): void {
  // Near the end of the window it opens upwards; what is loaded into it later grows there, too.
  const isLow = anchor.bottom > innerHeight * 0.7;
  list.style.top = isLow ? "auto" : `${anchor.bottom + 4}px`;
  list.style.bottom = isLow ? `${innerHeight - anchor.top + 4}px` : "auto";
  if (align === "start") list.style.left = `${Math.max(8, anchor.left)}px`;
  else list.style.right = `${Math.max(8, document.documentElement.clientWidth - anchor.right)}px`;
}

function items(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];
}

function walk(press: KeyboardEvent & { currentTarget: HTMLDivElement }): void {
  const all = items(press.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[press.key];
  if (next === undefined) return;
  press.preventDefault();
  all[(next + all.length) % all.length]?.focus();
}
