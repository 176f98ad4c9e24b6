import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { onNews } from "../api/live.ts";
import { tracePath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Span, Trace } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { counted, took } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { Time } from "../kit/Time.tsx";
import { BackLink } from "../shell/BackLink.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { useKeys, type Key } from "../shell/keys.ts";
import { LinkedToTrace } from "../shell/Linked.tsx";
import { More } from "../shell/More.tsx";
import { personName } from "../shell/personNames.ts";
import { walkRows } from "../shell/walk.ts";
import room from "../shell/Room.module.css";
import { SpanParts } from "./SpanParts.tsx";
import css from "./TraceScreen.module.css";
import { arrange, lengthOf } from "./waterfall.ts";
import { WaterfallLine } from "./WaterfallLine.tsx";

const keys: Key[] = [
  { key: "j", does: "Next span", run: () => walkRows(1) },
  { key: "k", does: "Previous span", run: () => walkRows(-1) },
];

/** A request that has just been sent is here in a second: asks again when spans have come, and once when their news may have come before this page. */
function soon(ask: () => unknown): () => void {
  const timer = setTimeout(ask, 2_000);
  const stop = onNews(["spans"], ask);
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** One request whole: what it did, when, and for how long. */
export function TraceScreen({ project, traceId }: { project: Project; traceId: string }) {
  const trace = useResource<Trace>(tracePath(project.id, traceId));
  const chosen = useSignal<Span | undefined>(undefined);
  const unfolded = useSignal<string[]>([]);
  const list = roomHref(project, "monitoring");
  const isUnknown = trace.problem?.status === 404;
  useEffect(() => (isUnknown ? soon(trace.refresh) : undefined), [isUnknown]);
  const spans = trace.data?.spans ?? [];
  const root = spans.find((span) => span.isRoot) ?? spans[0];

  useEffect(() => {
    if (root) document.title = `${root.transaction || root.name} · ${project.name} · Paddock`;
  }, [root?.id]);
  useKeys(keys);

  if (trace.problem?.status === 404) {
    return (
      <State title="Nothing is known of this trace" text="Its spans may be older than records are kept, or were never sent. What else belongs to it:">
        <LinkedToTrace project={project} traceId={traceId} />
        <ButtonLink href={list}>All requests</ButtonLink>
      </State>
    );
  }
  if (trace.problem) return <ProblemState problem={trace.problem} onRetry={() => void trace.refresh()} />;

  const length = lengthOf(spans);
  const rows = arrange(spans);
  return (
    <article class={room.room}>
      <BackLink href={list} name="Requests" />
      <header class={css.head}>
        <h1>
          {root ? (
            `${root.method && !(root.transaction || root.name).startsWith(root.method) ? `${root.method} ` : ""}${root.transaction || root.name}`
          ) : (
            <Skeleton width={240} />
          )}
        </h1>
        <p>
          {root && trace.data ? (
            <>
              <b>{took(length)}</b> · {counted(trace.data.spanCount, "span")}
              {root.httpStatus > 0 && <> · status {root.httpStatus}</>}
              {root.person && <> · {personName(project, root.person)}</>} · <Time at={root.time} /> · <code title={traceId}>{traceId.slice(0, 8)}</code>{" "}
              <CopyButton text={() => traceId} label="Copy the id of the trace" />
            </>
          ) : (
            <Skeleton width={320} />
          )}
        </p>
      </header>
      <LinkedToTrace project={project} traceId={traceId} />
      <div class={css.columns}>
        <ol class={css.lines} aria-label="Spans">
          {rows.map((row) => {
            const open = unfolded.value.includes(row.span.id);
            return [
              <WaterfallLine
                key={row.span.id}
                row={row}
                length={length}
                chosen={chosen.value === row.span}
                open={open}
                onChoose={() => (chosen.value = row.span)}
                onFold={() => (unfolded.value = open ? unfolded.value.filter((id) => id !== row.span.id) : [...unfolded.value, row.span.id])}
              />,
              open &&
                row.folded?.map((span) => (
                  <WaterfallLine
                    key={`${span.id} alone`}
                    row={{ span, depth: row.depth + 1, below: 0 }}
                    length={length}
                    chosen={chosen.value === span}
                    open={false}
                    onChoose={() => (chosen.value = span)}
                    onFold={() => {}}
                  />
                )),
            ];
          })}
        </ol>
        {root && (
          <aside class={css.aside} aria-label="The chosen span">
            <SpanParts span={chosen.value ?? root} project={project} />
          </aside>
        )}
      </div>
      {trace.data?.next && (
        <p class={css.note}>
          The first {counted(spans.length, "span")} of {counted(trace.data.spanCount, "span")} by time.
        </p>
      )}
      <More list={trace} path={tracePath(project.id, traceId)} join={(shown, more) => ({ ...more, spans: [...shown.spans, ...more.spans] })} />
    </article>
  );
}
