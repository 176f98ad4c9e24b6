import { questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Operation, Project, RequestSample, RequestSamples } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import { count, counted, took } from "../kit/format.ts";
import { Pill } from "../kit/Pill.tsx";
import { Segments } from "../kit/Segments.tsx";
import { Time } from "../kit/Time.tsx";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { More } from "../shell/More.tsx";
import { personName } from "../shell/personNames.ts";
import { samples, type RequestView } from "./requestView.ts";
import css from "../kit/Table.module.css";

const names: Record<(typeof samples)[number], string> = { slowest: "Slowest", newest: "Newest", failed: "Failed" };

// A request with so many of one statement most likely asks in a loop what it could ask at once.
const many = 10;

/** Single requests to look into, and where their time goes. */
export function Samples({ project, view }: { project: Project; view: RequestView }) {
  const { range, query, which } = view;
  const path = questionPath(project.id, "requests/samples", { range, query, which });
  const list = useResource<RequestSamples>(path, true);
  const { data } = list;
  const trace = (id: string): string => `${roomHref(project, "monitoring")}/traces/${id}`;
  return (
    <div class={css.pair}>
      <section aria-labelledby="operations">
        <div class={css.head}>
          <h2 id="operations">Where the time goes</h2>
          {data?.operations[0] && <p>of the newest {counted(data.operations[0].lookedAt, "request")}</p>}
        </div>
        <table class={css.table}>
          <thead>
            <tr>
              <th scope="col">Operation</th>
              <th scope="col" class={css.number}>
                Per request
              </th>
              <th scope="col" class={css.number} title="Of one, with what is inside of it">
                p95
              </th>
              <th scope="col" class={css.number} title="Of all of them together, without what is inside of them: no time is counted twice">
                Own time
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.operations.map((each, index) => (
              <OperationRow key={index} of={each} href={trace(each.slowestTrace)} />
            ))}
          </tbody>
        </table>
        {data?.operations.length === 0 && <p class={css.note}>These requests have no spans inside.</p>}
      </section>
      <section aria-labelledby="requests">
        <div class={css.head}>
          <h2 id="requests">Requests</h2>
          <Segments
            label="Which requests"
            segments={samples.map((each) => ({ name: names[each], href: hrefWith({ which: each === "slowest" ? undefined : each }), current: each === which }))}
          />
        </div>
        <table class={css.table}>
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col" class={css.number}>
                Status
              </th>
              <th scope="col" class={css.number}>
                Took
              </th>
              <th scope="col" class={css.number}>
                When
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.requests.map((each, index) => (
              <RequestRow key={each.traceId || index} of={each} project={project} href={each.traceId ? trace(each.traceId) : undefined} />
            ))}
          </tbody>
        </table>
        <More list={list} path={path} join={(shown, more) => ({ ...shown, next: more.next, requests: [...shown.requests, ...more.requests] })} />
        {data?.requests.length === 0 && <p class={css.note}>None in this range.</p>}
      </section>
    </div>
  );
}

function OperationRow({ of, href }: { of: Operation; href: string }) {
  return (
    <tr>
      <td class={css.statement}>
        <small>{of.kind}</small>
        <a href={href} title={`${of.what} (opens the trace with the slowest of them)`}>
          {of.what || "(no name)"}
        </a>
      </td>
      <td class={css.number}>
        {of.perRequest >= many ? (
          <Pill tone="warning" title={`${count(of.spans)} in ${counted(of.lookedAt, "request")}: most likely asked in a loop`}>
            × {of.perRequest.toFixed(0)}
          </Pill>
        ) : (
          `× ${of.perRequest.toFixed(1).replace(/\.0$/, "")}`
        )}
      </td>
      <td class={css.number}>{took(of.p95Ms)}</td>
      <td class={css.number}>{took(of.ownMs)}</td>
    </tr>
  );
}

function RequestRow({ of, href, project }: { of: RequestSample; href: string | undefined; project: Project }) {
  const name = `${of.method ? `${of.method} ` : ""}${of.path || of.name}`;
  return (
    <tr>
      <td class={css.name}>
        {href ? (
          <a data-row href={href} title={of.name}>
            {name}
          </a>
        ) : (
          name
        )}
        <span>{of.person && personName(project, of.person)}</span>
      </td>
      <td class={cx(css.number, of.failed && css.bad)}>{of.httpStatus || of.status || "–"}</td>
      <td class={css.number}>{took(of.durationMs)}</td>
      <td class={cx(css.number, css.quiet)}>
        <Time at={of.time} />
      </td>
    </tr>
  );
}
