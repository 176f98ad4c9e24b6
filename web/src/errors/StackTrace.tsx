import { useSignal } from "@preact/signals";
import type { Frame } from "../api/types.ts";
import { Icon } from "../kit/Icon.tsx";
import { KeyValues } from "../kit/KeyValues.tsx";
import { count, counted, middle } from "../kit/format.ts";
import { Source } from "./Source.tsx";
import { arrange, framePath } from "./stack.ts";
import css from "./StackTrace.module.css";

export function StackTrace({ frames, platform }: { frames: Frame[]; platform: string | null }) {
  const parts = arrange(frames);
  const firstOpen = parts.findIndex((part) => part.kind === "frame" && part.open);
  return (
    <ol class={css.stack}>
      {parts.map((part, index) =>
        part.kind === "frame" ? (
          <FrameItem key={part.index} frame={part.frame} times={part.times} platform={platform} open={part.open} localsOpen={index === firstOpen} />
        ) : (
          <Folded key={part.index} frames={part.frames} same={part.same} platform={platform} />
        ),
      )}
    </ol>
  );
}

function Folded({ frames, same, platform }: { frames: Frame[]; same: boolean; platform: string | null }) {
  const open = useSignal(false);
  return (
    <>
      <li>
        <button type="button" class={css.folded} aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
          <span class={css.arrow}>
            <Icon name="right" size={12} />
          </span>
          {same ? `${counted(frames.length, "more call")} of the same line` : counted(frames.length, "library frame")}
          <span class={css.libraries}>{!same && libraries(frames)}</span>
        </button>
      </li>
      {open.value && frames.map((frame, index) => <FrameItem key={index} frame={frame} times={1} platform={platform} open={false} localsOpen={false} />)}
    </>
  );
}

interface FrameItemProps {
  frame: Frame;
  /** How often it called itself in a row. */
  times: number;
  platform: string | null;
  open: boolean;
  localsOpen: boolean;
}

function FrameItem({ frame, times, platform, open, localsOpen }: FrameItemProps) {
  const locals = Object.entries(frame.vars ?? {});
  const more = frame.context !== null || locals.length > 0;
  const head = (
    <>
      <span class={css.arrow}>{more && <Icon name="right" size={12} />}</span>
      <span class={css.where}>
        <span class={css.file} title={frame.absPath ?? framePath(frame)}>
          {middle(framePath(frame), 72)}
        </span>
        {frame.line !== null && (
          <span class={css.line}>
            :{frame.line}
            {frame.column !== null && `:${frame.column}`}
          </span>
        )}
        {frame.function && (
          <>
            <span class={css.in}> in </span>
            <span class={css.function}>{frame.function}</span>
          </>
        )}
        {times > 1 && <span class={css.times}> × {count(times)}</span>}
      </span>
    </>
  );
  if (!more) {
    return (
      <li class={frame.inApp ? css.own : css.library}>
        <div class={css.head}>{head}</div>
      </li>
    );
  }
  return (
    <li class={frame.inApp ? css.own : css.library}>
      <details open={open}>
        <summary class={css.head}>{head}</summary>
        <Source frame={frame} platform={platform} />
        {frame.minified && <p class={css.minified}>Ran as {middle(frame.minified, 96)}</p>}
        {locals.length > 0 && (
          <details class={css.locals} open={localsOpen}>
            <summary>
              <span class={css.arrow}>
                <Icon name="right" size={12} />
              </span>
              {counted(locals.length, "local variable")}
            </summary>
            <div class={css.values}>
              <KeyValues of={locals} label={`Local variables of ${frame.function ?? framePath(frame)}`} />
            </div>
          </details>
        )}
      </details>
    </li>
  );
}

/** The packages of some frames, by the first part of their module's name: "django, gunicorn". */
function libraries(frames: Frame[]): string {
  const names = frames.map((frame) => (frame.module ?? "").split(/[./]/)[0]).filter(Boolean);
  return [...new Set(names)].slice(0, 4).join(", ");
}
