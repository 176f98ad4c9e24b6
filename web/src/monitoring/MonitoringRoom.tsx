import type { Project } from "../api/types.ts";
import { Segments } from "../kit/Segments.tsx";
import { roomHref } from "../shell/hrefs.ts";
import { lazy, preloadWhenIdle } from "../shell/lazy.tsx";
import { place } from "../shell/location.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import { hrefAt } from "../shell/range.ts";
import room from "../shell/Room.module.css";
import type { RoomProps } from "../shell/rooms.ts";
import { Requests } from "./Requests.tsx";

const Checks = lazy<{ project: Project }>(async () => (await import("./Checks.tsx")).Checks);
const Metrics = lazy<{ project: Project }>(async () => (await import("./Metrics.tsx")).Metrics);
const MetricScreen = lazy<{ project: Project; name: string }>(async () => (await import("./MetricScreen.tsx")).MetricScreen);
const MonitorForm = lazy<{ project: Project; id?: number }>(async () => (await import("./MonitorForm.tsx")).MonitorForm);
const MonitorScreen = lazy<{ project: Project; id: number }>(async () => (await import("./MonitorScreen.tsx")).MonitorScreen);
const TraceScreen = lazy<{ project: Project; traceId: string }>(async () => (await import("./TraceScreen.tsx")).TraceScreen);
preloadWhenIdle(Checks, Metrics, MetricScreen, MonitorForm, MonitorScreen, TraceScreen);

const pages = [
  { path: "", name: "Requests", Page: Requests },
  { path: "checks", name: "Checks", Page: Checks },
  { path: "metrics", name: "Metrics", Page: Metrics },
];

/** /p/{project}/monitoring is the requests, …/traces/{id} one of them whole, …/checks what is watched, …/checks/{id} one of it, …/metrics what programs measure of themselves. */
export function MonitoringRoom({ project, rest }: RoomProps) {
  const [kind = "", id, ...more] = rest.filter(Boolean);
  if (kind === "traces" && id && more.length === 0) return <TraceScreen key={id} project={project} traceId={id} />;
  if (kind === "checks" && id === "new" && more.length === 0) return <MonitorForm project={project} />;
  if (kind === "checks" && id && /^\d+$/.test(id) && more.length === 0) return <MonitorScreen key={id} project={project} id={Number(id)} />;
  if (kind === "checks" && id && /^\d+$/.test(id) && more.join() === "settings") return <MonitorForm key={id} project={project} id={Number(id)} />;
  if (kind === "metrics" && id && more.length === 0) return <MetricScreen key={id} project={project} name={decodeURIComponent(id)} />;
  const page = pages.find((each) => each.path === kind);
  if (!page || id) return <NoPage project={project} />;
  const base = roomHref(project, "monitoring");
  const range = place.value.search.get("range");
  const search = new URLSearchParams(range ? { range } : {});
  return (
    <div class={room.room}>
      <Segments
        label="Monitoring"
        segments={pages.map((each) => ({ name: each.name, href: hrefAt(each.path ? `${base}/${each.path}` : base, search, {}), current: each === page }))}
      />
      <page.Page project={project} />
    </div>
  );
}
