import type { Project } from "../api/types.ts";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { State } from "../kit/State.tsx";
import { hrefForRange } from "../shell/hrefs.ts";
import { may } from "../shell/may.ts";
import { during, isPicked, type Range } from "../shell/range.ts";
import { ConnectionPage } from "./ConnectionPage.tsx";

/** Stands in place of the tiles while there is nothing for any of them: how the site is connected. */
export function NothingYet({ project, range }: { project: Project; range: Range }) {
  return (
    <>
      <State
        inside
        title={`Nothing has come to ${project.name} ${during(range)}`}
        text={
          may(project, "readKeys")
            ? "Any of the lines below lights up its rooms within a second. The key can only write."
            : "Members of the project see here what to paste into a site."
        }
      >
        {!isPicked(range) && range !== "90d" && <ButtonLink href={hrefForRange("90d")}>Show the last 90 days</ButtonLink>}
      </State>
      <ConnectionPage project={project} />
    </>
  );
}
