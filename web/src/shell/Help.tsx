import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "../kit/Button.tsx";
import { Kbd } from "../kit/Kbd.tsx";
import css from "./Help.module.css";
import { activeKeys, useKeys, type Key } from "./keys.ts";

const isOpen = signal(false);
const commandName = /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl";

export function openHelp(): void {
  isOpen.value = true;
}

const helpKey: Key[] = [{ key: "?", does: "Show these keys", run: openHelp }];

/** The keys of the page at hand. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys(helpKey);
  useEffect(() => {
    if (isOpen.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen.value]);

  const close = (): void => {
    isOpen.value = false;
  };
  return (
    <dialog ref={dialog} class={css.help} aria-labelledby="help-title" onClose={close} onClick={(click) => click.target === dialog.current && close()}>
      <div class={css.inside}>
        <div class={css.head}>
          <h2 id="help-title">Keys of this page</h2>
          <IconButton icon="close" label="Close" onClick={close} />
        </div>
        <dl class={css.keys}>
          {activeKeys.value.flat().map((key) => (
            <div key={`${key.command}${key.key}`}>
              <dt>{key.does}</dt>
              <dd>
                {key.command && <Kbd of={commandName} />} <Kbd of={key.command ? key.key.toUpperCase() : key.key} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  );
}
