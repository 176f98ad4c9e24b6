import { useEffect } from "preact/hooks";
import { monitorPath, questionPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { AnswerList, CreatedMonitor, MonitorList, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { Figure, Figures } from "../kit/Figure.tsx";
import { count, counted } from "../kit/format.ts";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { complain } from "../kit/Toast.tsx";
import { go, place } from "../shell/location.ts";
import { usePageMemory } from "../shell/pageMemory.ts";
import { RoomHead } from "../shell/RoomHead.tsx";
import { may } from "../shell/may.ts";
import { save } from "../shell/session.ts";
import { useFresh } from "../shell/useFresh.ts";
import { readView } from "../shell/view.ts";
import room from "../shell/Room.module.css";
import css from "./Checks.module.css";
import { byUrgency, checksHref, stretch, uptimeText } from "./monitors.ts";
import { MonitorTable } from "./MonitorTable.tsx";

/** What is watched from outside, and which jobs report: is it up, how long was it not, how fast does it answer? */
export function Checks({ project }: { project: Project }) {
  const view = readView(place.value.search);
  const list = useResource<MonitorList>(questionPath(project.id, "monitors", { range: view.range }), true);
  const answers = useResource<AnswerList>(questionPath(project.id, "monitors/answers", { range: view.range }), true);
  const { data } = list;

  useEffect(() => void (document.title = `Checks · ${project.name} · Paddock`), [project]);
  useFresh(["checks", "check_ins"], () => {
    void list.refresh();
    void answers.refresh();
  });
  usePageMemory(data !== undefined);

  if (list.problem && !data) return <ProblemState problem={list.problem} onRetry={() => void list.refresh()} />;
  const mayChange = may(project, "triage");
  return (
    <div class={room.room} aria-busy={list.busy}>
      <RoomHead name="Checks" range={view.range} query="" answered={data} problem={list.problem} />
      {data?.monitors.length === 0 ? (
        <NothingWatched project={project} list={data} mayChange={mayChange} />
      ) : (
        <>
          <Summary data={data} answers={answers.data} />
          {data?.suggestion && mayChange && <Suggestion project={project} list={data} />}
          <MonitorTable project={project} data={data && { ...data, monitors: data.monitors.toSorted(byUrgency) }} answers={answers.data} />
          {mayChange && data && (
            <p>
              <ButtonLink href={checksHref(project, "new")}>Add a check</ButtonLink>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Summary({ data, answers }: { data: MonitorList | undefined; answers: AnswerList | undefined }) {
  const watched = data?.monitors.filter((each) => each.status !== "paused") ?? [];
  const up = watched.filter((each) => each.status === "up").length;
  const sum = (part: "up" | "down" | "unknown"): number => data?.monitors.reduce((all, each) => all + each.uptime[part], 0) ?? 0;
  const known = sum("up") + sum("down");
  return (
    <Figures label="Checks">
      <Figure name="Up now" value={data && `${up} of ${watched.length}`} title={`${counted(watched.length, "monitor")} that are not paused`} />
      <Figure
        name="Uptime"
        value={data && uptimeText(known > 0 ? sum("up") / known : null)}
        title="Of the time that is known, over all monitors"
        note={answers && `n = ${count(answers.monitors.reduce((all, each) => all + each.looks, 0))}`}
      />
      <Figure name="Down" value={data && stretch(sum("down"))} title="All monitors together" />
      <Figure name="Unknown" value={data && stretch(sum("unknown"))} title="Nobody looked: Paddock was stopped or late, or may not go there" />
    </Figures>
  );
}

function Suggestion({ project, list }: { project: Project; list: MonitorList }) {
  return (
    <div class={css.suggestion}>
      <p>
        Nobody watches <b>{list.suggestion?.url}</b> yet.
      </p>
      <StartButton project={project} list={list} look="edged" />
    </div>
  );
}

function StartButton({ project, list, look }: { project: Project; list: MonitorList; look: "edged" | "primary" }) {
  const start = async (): Promise<void> => {
    const { data, problem } = await save<CreatedMonitor>("POST", monitorPath(project.id, undefined), { kind: "http", ...list.suggestion });
    if (problem) complain(problem);
    else go(checksHref(project, String(data.id)));
  };
  return (
    <Button look={look} onClick={() => void start()}>
      Check {list.suggestion?.name} each minute
    </Button>
  );
}

function NothingWatched({ project, list, mayChange }: { project: Project; list: MonitorList; mayChange: boolean }) {
  const dsn = project.dsn ? new URL(project.dsn) : undefined;
  return (
    <State
      title="Nothing is watched yet"
      text="Paddock can ask a site or a port every minute whether it is there. And a job that runs by itself can call when it is done: when the call does not come, you see it here."
    >
      {mayChange && list.suggestion && <StartButton project={project} list={list} look="primary" />}
      {mayChange && <ButtonLink href={checksHref(project, "new")}>Add a check</ButtonLink>}
      {dsn && (
        <Snippet
          text={`5 3 * * *  /usr/local/bin/backup && curl -fsS ${dsn.origin}/in/heartbeat/${dsn.username}/backup`}
          label="Copy the line of the crontab"
        />
      )}
    </State>
  );
}
