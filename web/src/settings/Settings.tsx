import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Project } from "../api/types.ts";
import { Segments } from "../kit/Segments.tsx";
import { may, type Capability } from "../shell/may.ts";
import { NoPage } from "../shell/Nowhere.tsx";
import room from "../shell/Room.module.css";
import { session } from "../shell/session.ts";
import { Account } from "./Account.tsx";
import { Accounts } from "./Accounts.tsx";
import { Alerts } from "./Alerts.tsx";
import { ProjectAudit, ServerAudit } from "./Audit.tsx";
import { General } from "./General.tsx";
import { Grouping } from "./Grouping.tsx";
import { Keys } from "./Keys.tsx";
import { Noise } from "./Noise.tsx";
import { People } from "./People.tsx";
import { SourceMaps } from "./SourceMaps.tsx";
import { Trackers } from "./Trackers.tsx";
import { Tokens } from "./Tokens.tsx";

interface ProjectPage {
  path: string;
  name: string;
  needs: Capability;
  Page: ComponentType<{ project: Project }>;
}

const ofProject: ProjectPage[] = [
  { path: "", name: "Project", needs: "read", Page: General },
  { path: "alerts", name: "Alerts", needs: "read", Page: Alerts },
  { path: "noise", name: "Noise", needs: "manageProject", Page: Noise },
  { path: "grouping", name: "Grouping", needs: "manageProject", Page: Grouping },
  { path: "trackers", name: "Trackers", needs: "manageProject", Page: Trackers },
  { path: "source-maps", name: "Source maps", needs: "read", Page: SourceMaps },
  { path: "people", name: "People", needs: "readPersonalData", Page: People },
  { path: "keys", name: "Keys", needs: "readKeys", Page: Keys },
  { path: "tokens", name: "API tokens", needs: "makeTokens", Page: Tokens },
  { path: "audit", name: "Audit log", needs: "readAudit", Page: ProjectAudit },
];

const ofAccount = [
  { path: "account", name: "Your account", ofServer: false, Page: Account },
  { path: "accounts", name: "Accounts", ofServer: true, Page: Accounts },
  { path: "audit", name: "Audit log", ofServer: true, Page: ServerAudit },
];

interface SettingsProps {
  /** Whose settings; undefined: of the account and the server. */
  project: Project | undefined;
  rest: string[];
}

/** /p/{project}/settings and /settings: what is set, by whom, and who may. */
export function Settings({ project, rest }: SettingsProps) {
  const [path = "", ...more] = rest.filter(Boolean);
  return more.length > 0 ? <NoPage project={project} /> : project ? <OfProject project={project} path={path} /> : <OfAccount path={path || "account"} />;
}

function OfProject({ project, path }: { project: Project; path: string }) {
  const base = `/p/${project.slug}/settings`;
  const pages = ofProject.filter((page) => may(project, page.needs));
  const page = pages.find((each) => each.path === path);
  useEffect(() => void (document.title = `${page?.name ?? "Settings"} · ${project.name} · Paddock`), [project, page]);
  if (!page) return <NoPage project={project} />;
  return (
    <div class={room.room}>
      <div class={room.head}>
        <h1>Settings of {project.name}</h1>
      </div>
      <Segments
        label="Settings"
        segments={pages.map((each) => ({ name: each.name, href: each.path ? `${base}/${each.path}` : base, current: each === page }))}
      />
      <page.Page project={project} />
    </div>
  );
}

function OfAccount({ path }: { path: string }) {
  const isAdministrator = session.value?.user.isAdministrator ?? false;
  const pages = ofAccount.filter((page) => isAdministrator || !page.ofServer);
  const page = pages.find((each) => each.path === path);
  useEffect(() => void (document.title = `${page?.name ?? "Settings"} · Paddock`), [page]);
  if (!page) return <NoPage project={undefined} />;
  return (
    <div class={room.room}>
      <div class={room.head}>
        <h1>{page.ofServer ? "This server" : page.name}</h1>
      </div>
      {isAdministrator && (
        <Segments label="Settings" segments={pages.map((each) => ({ name: each.name, href: `/settings/${each.path}`, current: each === page }))} />
      )}
      <page.Page />
    </div>
  );
}
