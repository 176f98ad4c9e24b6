import type { Incident, Monitor, Project, ResultList } from "../api/types.ts";
import { cx } from "../kit/cx.ts";
import { absolute, counted, duration, took } from "../kit/format.ts";
import { Segments } from "../kit/Segments.tsx";
import { Time } from "../kit/Time.tsx";
import { hrefWith, roomHref } from "../shell/hrefs.ts";
import { now } from "../shell/now.ts";
import table from "../kit/Table.module.css";
import css from "./Checks.module.css";

export function IncidentTable({ incidents }: { incidents: Incident[] }) {
  return (
    <section aria-labelledby="incidents">
      <div class={table.head}>
        <h2 id="incidents">Incidents</h2>
      </div>
      {incidents.length === 0 ? (
        <p class={table.note}>No incident in this time.</p>
      ) : (
        <table class={cx(table.table, css.results)}>
          <thead>
            <tr>
              <th scope="col" class={css.when}>
                Began
              </th>
              <th scope="col" class={css.result}>
                Lasted
              </th>
              <th scope="col">What was wrong</th>
            </tr>
          </thead>
          <tbody>
            {incidents.map((each) => (
              <tr key={each.id}>
                <td class={css.when}>
                  <Time at={each.startedAt} />
                </td>
                <td class={cx(css.result, !each.endedAt && table.bad)} title={each.endedAt ? `until ${absolute(each.endedAt)}` : "It is going on"}>
                  {duration((each.endedAt ? Date.parse(each.endedAt) : now.value) - Date.parse(each.startedAt))}
                  {!each.endedAt && ", still"}
                </td>
                <td class={table.name} title={each.cause}>
                  {each.cause}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const words: Record<string, string> = {
  ok: "Good",
  down: "Failed",
  unknown: "Unknown",
  in_progress: "Began",
  error: "Failed",
  missed: "Missed",
  timeout: "Took too long",
};

export function ResultTable({ project, monitor, results, which }: { project: Project; monitor: Monitor; results: ResultList; which: "all" | "failed" }) {
  return (
    <section aria-labelledby="results">
      <div class={table.head}>
        <h2 id="results">{monitor.kind === "heartbeat" ? "What it reported" : "Checks"}</h2>
        <Segments
          label="Which results"
          segments={[
            { name: "All", href: hrefWith({ which: undefined }), current: which === "all" },
            { name: "Failed", href: hrefWith({ which: "failed" }), current: which === "failed" },
          ]}
        />
      </div>
      {results.results.length === 0 ? (
        <p class={table.note}>{which === "failed" ? "Nothing failed in this time." : "Nothing in this time."}</p>
      ) : (
        <table class={cx(table.table, css.results)}>
          <thead>
            <tr>
              <th scope="col" class={css.when}>
                When
              </th>
              <th scope="col" class={css.result}>
                Result
              </th>
              <th scope="col" class={table.number}>
                Took
              </th>
              <th scope="col" class={cx(table.number, table.wide)}>
                Status
              </th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {results.results.map((each) => {
              const isBad = each.status !== "ok" && each.status !== "in_progress";
              return (
                <tr key={`${each.time} ${each.status}`}>
                  <td class={css.when}>
                    <Time at={each.time} />
                  </td>
                  <td class={cx(css.result, isBad && (each.status === "unknown" ? table.quiet : table.bad))}>{words[each.status]}</td>
                  <td class={table.number}>{each.tookMs === null ? "–" : took(each.tookMs)}</td>
                  <td class={cx(table.number, table.wide)}>{each.httpStatus || ""}</td>
                  <td class={table.name} title={each.message}>
                    {isBad && each.traceId ? (
                      <a href={`${roomHref(project, "monitoring")}/traces/${each.traceId}`} title={`${each.message} What the site logged for this request`}>
                        {each.message}
                      </a>
                    ) : (
                      each.message
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {results.results.length === 100 && <p class={table.note}>The newest {counted(100, "result")} of this time.</p>}
    </section>
  );
}
