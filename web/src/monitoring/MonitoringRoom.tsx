import type { RoomProps } from "../shell/rooms.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { Requests } from "./Requests.tsx";
import { TraceScreen } from "./TraceScreen.tsx";

/** /p/{project}/monitoring is the requests, /p/{project}/monitoring/traces/{id} one of them whole. */
export function MonitoringRoom({ project, rest }: RoomProps) {
  const [kind, id, ...more] = rest.filter(Boolean);
  if (kind === undefined) return <Requests project={project} />;
  if (kind === "traces" && id && more.length === 0) return <TraceScreen key={id} project={project} traceId={id} />;
  return <NoPage project={project} />;
}
