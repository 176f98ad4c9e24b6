import type { ErrorEvent, Frame } from "../api/types.ts";
import { framePath } from "./stack.ts";

/** Files of one reason, and what it is in words. */
export interface Unmapped {
  files: string[];
  why: string;
}

type Build = Pick<ErrorEvent, "release" | "distribution">;

const buildOf = ({ release, distribution }: Build): string => `release ${release ?? ""}${distribution ? `, distribution ${distribution}` : ""}`;

const reasons: Record<string, (build: Build) => string> = {
  no_id: () =>
    "the event names neither a debug id for it nor a release. Run “sentry-cli sourcemaps inject” on the build before it is deployed, or tell the SDK its release.",
  no_upload: () => "nothing that was uploaded has its debug id. Upload the very build that is deployed: every build has ids of its own.",
  no_release_upload: (build) => `the event names no debug id for it, and nothing was uploaded for ${buildOf(build)}.`,
  no_file: (build) => `what was uploaded for ${buildOf(build)} has no file at this address. Say where the files are served with “--url-prefix”.`,
  no_map: () => "it was uploaded without its source map. Let the bundler write one, and upload the whole folder.",
  broken: () => "what was uploaded as its source map cannot be read, or is gone. Upload it again.",
  too_large: () => "its source map is too large. Split the bundle.",
  late: () => "so many source maps were being read at that moment that the event did not wait. Later events are mapped.",
  no_place: () => "its source map says nothing of this line and column. It may belong to another build.",
};

/** Why frames of minified code stand as the browser sent them; each reason once, with its files. */
export function unmapped(frames: Frame[], build: Build): Unmapped[] {
  const found = new Map<string, Set<string>>();
  for (const frame of frames) {
    if (!frame.sourceMap || !reasons[frame.sourceMap]) continue;
    const files = found.get(frame.sourceMap) ?? new Set();
    found.set(frame.sourceMap, files.add(frame.absPath ?? framePath(frame)));
  }
  return [...found].map(([reason, files]) => ({ files: [...files], why: reasons[reason]!(build) }));
}
