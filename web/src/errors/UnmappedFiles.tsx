import type { ErrorEvent, Frame, Project } from "../api/types.ts";
import { middle } from "../kit/format.ts";
import css from "./UnmappedFiles.module.css";
import { unmapped } from "./unmapped.ts";

const shown = 2;

/** What is missing where a stack is of minified code, and the way to it. */
export function UnmappedFiles({ frames, event, project }: { frames: Frame[]; event: ErrorEvent; project: Project }) {
  const reasons = unmapped(frames, event);
  if (reasons.length === 0) return null;
  return (
    <div class={css.unmapped} role="note" aria-label="Missing source maps">
      {reasons.map(({ files, why }) => (
        <p key={why}>
          {files.slice(0, shown).map((file, index) => (
            <span key={file}>
              {index > 0 && ", "}
              <code title={file}>{middle(file, 60)}</code>
            </span>
          ))}
          {files.length > shown && ` and ${files.length - shown} more`}: {why}
        </p>
      ))}
      <a href={`/p/${project.slug}/settings/source-maps`}>Source maps of this project</a>
    </div>
  );
}
