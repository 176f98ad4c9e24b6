import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, SourceMapUpload, SourceMapUploads } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { count } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { act } from "../shell/act.ts";
import { may } from "../shell/may.ts";
import css from "./Settings.module.css";

const megabytes = new Intl.NumberFormat("en", { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** What was uploaded, by which stacks of minified code are shown as they were written. */
export function SourceMaps({ project }: { project: Project }) {
  const path = projectPath(project.id, "source-maps");
  const uploads = useResource<SourceMapUploads>(path);
  if (uploads.problem && !uploads.data) return <ProblemState inside problem={uploads.problem} onRetry={() => void uploads.refresh()} />;
  const list = uploads.data?.uploads;
  return (
    <>
      <section class={css.section}>
        <h2>Source maps</h2>
        <p class={css.text}>
          Errors of minified JavaScript are shown as the code was written when its source maps were uploaded before they come. An upload is kept while events
          need it, and then as long as the project keeps events.
        </p>
        {list?.length === 0 ? (
          <p class={css.text}>Nothing is uploaded yet.</p>
        ) : (
          <table class={table.table} aria-busy={uploads.busy}>
            <thead>
              <tr>
                <th scope="col">Release</th>
                <th scope="col" class={table.number}>
                  Files
                </th>
                <th scope="col" class={cx(table.number, table.wide)}>
                  Maps
                </th>
                <th scope="col" class={cx(table.number, table.wide)}>
                  MB
                </th>
                <th scope="col" class={table.number}>
                  Uploaded
                </th>
                <th scope="col" class={cx(table.number, table.wide)}>
                  Needed
                </th>
                <th scope="col" class={css.act} />
              </tr>
            </thead>
            <tbody>
              {list ? (
                list.map((upload) => <Row key={upload.id} project={project} path={`${path}/${upload.id}`} upload={upload} refresh={uploads.refresh} />)
              ) : (
                <tr>
                  <td>
                    <Skeleton width={160} />
                  </td>
                  <td colSpan={6} />
                </tr>
              )}
            </tbody>
          </table>
        )}
      </section>
      <HowTo project={project} />
    </>
  );
}

interface RowProps {
  project: Project;
  path: string;
  upload: SourceMapUpload;
  refresh: () => Promise<unknown>;
}

function Row({ project, path, upload, refresh }: RowProps) {
  const name = upload.release || "By debug ids";
  const remove = (): void =>
    void act({
      method: "DELETE",
      path,
      done: "The upload is deleted. Events that are here already stay as they are.",
      undo: { method: "POST", path: `${path}/restore` },
      refresh,
    });
  return (
    <tr>
      <td class={table.name} title={`SHA-1 ${upload.checksum}`}>
        {name} <span>{upload.distribution}</span>
      </td>
      <td class={table.number}>{count(upload.scripts)}</td>
      <td class={cx(table.number, table.wide)}>{count(upload.maps)}</td>
      <td class={cx(table.number, table.wide)}>{megabytes.format(upload.bytes / 1_000_000)}</td>
      <td class={table.number}>
        <Time at={upload.createdAt} />
      </td>
      <td class={cx(table.number, table.wide)}>
        <Time at={upload.usedAt} />
      </td>
      <td class={css.act}>{may(project, "triage") && <Button onClick={remove}>Delete</Button>}</td>
    </tr>
  );
}

function HowTo({ project }: { project: Project }) {
  const lines = [
    `export SENTRY_URL=${location.origin}`,
    "export SENTRY_ORG=paddock",
    `export SENTRY_PROJECT=${project.slug}`,
    "export SENTRY_AUTH_TOKEN=…",
    "sentry-cli sourcemaps inject dist",
    "sentry-cli sourcemaps upload dist",
  ];
  return (
    <section class={css.section}>
      <h2>Upload them with every build</h2>
      <p class={css.text}>
        Sentry’s own command line does it, and so do its plugins for Vite, webpack, Rollup and esbuild. The token is an API token of this project with the scope
        “write”. Deploy the files after “inject” has marked them.
      </p>
      <Snippet text={lines.join("\n")} label="Copy the commands" />
    </section>
  );
}
