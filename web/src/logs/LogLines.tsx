import { useSignal } from "@preact/signals";
import type { LogLine, Project } from "../api/types.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { clockMillisOf, dayOf } from "../kit/format.ts";
import { KeyValues } from "../kit/KeyValues.tsx";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { FilterLink } from "../shell/FilterLink.tsx";
import { LinkedToTrace } from "../shell/Linked.tsx";
import { personName } from "../shell/personNames.ts";
import css from "./LogLines.module.css";

/** Lines as they were written, newest first; a click opens one. */
export function LogLines({ lines, project, list }: { lines: LogLine[] | undefined; project: Project; list: string }) {
  if (!lines) return <WaitingLines />;
  let day = "";
  return (
    <ol class={css.lines}>
      {lines.map((line, index) => {
        const own = dayOf(new Date(line.time));
        const starts = own !== day;
        day = own;
        return [
          starts && (
            <li key={`day ${own}`} class={css.day}>
              {own}
            </li>
          ),
          <Line key={`${line.time} ${line.spanId} ${index}`} line={line} project={project} list={list} />,
        ];
      })}
    </ol>
  );
}

function Line({ line, project, list }: { line: LogLine; project: Project; list: string }) {
  const open = useSignal(false);
  return (
    <li class={css.line}>
      <button type="button" class={css.head} data-row aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        <LevelBar level={line.level} />
        <time dateTime={line.time}>{clockMillisOf(new Date(line.time))}</time>
        <span class={css.level}>
          <LevelWord level={line.level} />
        </span>
        <span class={css.source}>{line.logger || line.service}</span>
        <span class={css.message}>{line.message || "(empty)"}</span>
      </button>
      {open.value && <LineParts line={line} project={project} list={list} />}
    </li>
  );
}

function LineParts({ line, project, list }: { line: LogLine; project: Project; list: string }) {
  const facts: [string, string][] = [
    ["level", line.level],
    ["service", line.service],
    ["logger", line.logger],
    ["environment", line.environment],
    ["release", line.release],
    ["host", line.host],
    ["route", line.route],
    ["person", line.person],
    ["trace", line.traceId],
  ];
  const attributes = Object.entries(line.attributes);
  return (
    <div class={css.parts}>
      <pre class={css.whole}>{line.message}</pre>
      <p class={css.facts}>
        {facts.map(
          ([name, value]) =>
            value && <FilterLink key={name} list={list} name={name} value={value} shown={name === "person" ? personName(project, value) : value} />,
        )}
        <CopyButton text={() => JSON.stringify(line, null, 2)} label="Copy the line as JSON" />
      </p>
      {line.traceId && <LinkedToTrace project={project} traceId={line.traceId} />}
      {attributes.length > 0 && <KeyValues of={attributes} label="Attributes" />}
    </div>
  );
}

function WaitingLines() {
  return (
    <ol class={css.lines} aria-hidden="true">
      {Array.from({ length: 24 }, (_, index) => (
        <li key={index} class={css.line}>
          <div class={css.head}>
            <LevelBar level="" />
            <Skeleton width={80} />
            <Skeleton width={32} />
            <Skeleton width={88} />
            <Skeleton width={180 + ((index * 67) % 240)} />
          </div>
        </li>
      ))}
    </ol>
  );
}
