import type { Project } from "../api/types.ts";
import { lazy, preloadWhenIdle } from "../shell/lazy.tsx";
import { NoPage } from "../shell/Nowhere.tsx";
import type { RoomProps } from "../shell/rooms.ts";
import { IssueList } from "./IssueList.tsx";

const IssueScreen = lazy<{ project: Project; issueId: number }>(async () => (await import("./IssueScreen.tsx")).IssueScreen);
preloadWhenIdle(IssueScreen);

/** /p/{project}/errors is the list, /p/{project}/errors/{id} one issue. */
export function ErrorsRoom({ project, rest }: RoomProps) {
  const [id, ...more] = rest.filter(Boolean);
  if (id === undefined) return <IssueList project={project} />;
  if (more.length === 0 && /^\d+$/.test(id)) return <IssueScreen key={id} project={project} issueId={Number(id)} />;
  return <NoPage project={project} />;
}
