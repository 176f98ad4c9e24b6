import { useEffect } from "preact/hooks";
import { listen } from "../api/live.ts";
import type { Project } from "../api/types.ts";
import { ProblemState, State } from "../kit/State.tsx";
import { Toast, undoLast } from "../kit/Toast.tsx";
import { NoPage, NoProject } from "./Nowhere.tsx";
import css from "./App.module.css";
import { Header } from "./Header.tsx";
import { Help } from "./Help.tsx";
import { roomHref } from "./hrefs.ts";
import { lazy } from "./lazy.tsx";
import { go, place } from "./location.ts";
import { useKeys, type Key } from "./keys.ts";
import { PaletteKey } from "./PaletteKey.tsx";
import { Rail } from "./Rail.tsx";
import { rooms } from "./rooms.ts";
import { SettingsDoor } from "./SettingsDoor.tsx";
import { entranceOf } from "./start.ts";
import { WithoutPersonalData } from "./WithoutPersonalData.tsx";
import { loadSession, session, sessionProblem } from "./session.ts";
import { useIncidents } from "./useIncidents.ts";
import { useReleases } from "./useReleases.ts";

const keys: Key[] = [{ key: "u", does: "Undo what was just done", run: undoLast }];

export function App() {
  useKeys(keys);
  useEffect(() => void loadSession(), []);

  const [, house, slug, roomPath, ...rest] = place.value.path.split("/");
  const isOfAccount = house === "settings";
  const isKit = house === "kit" && slug === undefined;
  const isStray = house !== "" && house !== "p" && !isOfAccount && !isKit;
  // Pages of the account are under no project: the rail goes on showing the one before.
  const wanted = isOfAccount || isKit ? lastProject : slug;
  const project = isStray
    ? undefined
    : (session.value?.projects.find((candidate) => candidate.slug === wanted) ?? (slug && !isOfAccount ? undefined : session.value?.projects[0]));
  const room = isOfAccount ? undefined : rooms.find((candidate) => candidate.path === roomPath);
  const isOfProject = !isOfAccount && roomPath === "settings";

  const entrance = project && !roomPath ? entranceOf(project) : undefined;
  useEffect(() => {
    lastProject = project?.slug ?? lastProject;
    if (project && entrance && !roomPath && !isOfAccount && !isKit) go(roomHref(project, entrance), true);
  }, [project, entrance, roomPath, isOfAccount, isKit]);

  useIncidents(isOfAccount || isKit ? undefined : project);
  useReleases(isOfAccount || isKit ? undefined : project);
  useEffect(() => (project ? listen(project.id) : undefined), [project?.id]);

  return (
    <div class={css.app}>
      <a class={css.skip} href="#main">
        Skip to content
      </a>
      <Rail project={project} room={room} />
      <Header project={project} room={room} />
      <main id="main" class={css.main} tabIndex={-1}>
        <Content project={project} slug={isStray || isOfAccount ? undefined : slug} isOfAccount={isOfAccount}>
          {project && !isOfAccount && !isKit && <WithoutPersonalData project={project} />}
          {project && room && <room.Page key={project.id} project={project} rest={rest} />}
          {session.value && isKit && <Gallery />}
          {session.value && isOfAccount && <SettingsDoor project={undefined} rest={[slug ?? "", roomPath ?? "", ...rest]} />}
          {project && isOfProject && <SettingsDoor key={project.id} project={project} rest={rest} />}
          {(isStray || (project && roomPath && !room && !isOfProject && !isOfAccount)) && <NoPage project={project} />}
        </Content>
      </main>
      <Toast />
      <Help />
      <PaletteKey project={project} />
    </div>
  );
}

let lastProject: string | undefined;

/** Every part that screens are made of; for who makes them. */
const Gallery = lazy(async () => (await import("../gallery/Gallery.tsx")).Gallery);

interface ContentProps {
  project: Project | undefined;
  slug: string | undefined;
  isOfAccount: boolean;
  children: preact.ComponentChildren;
}

function Content({ project, slug, isOfAccount, children }: ContentProps) {
  if (sessionProblem.value) return <ProblemState problem={sessionProblem.value} onRetry={() => void loadSession()} />;
  if (!session.value || project || isOfAccount) return <>{children}</>;
  if (slug) return <NoProject slug={slug} projects={session.value.projects} />;
  if (session.value.projects.length > 0) return <>{children}</>;
  return (
    <State title="There is no project yet" text="A project is a site whose errors are kept together. Make the first one on the machine that runs Paddock:">
      <code>bin/paddock project create shop</code>
    </State>
  );
}
