import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Tracker, TrackerList, TrackerTest } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Choice, Field } from "../kit/Field.tsx";
import { count } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { complain, tell } from "../kit/Toast.tsx";
import { save } from "../shell/session.ts";
import { act } from "../shell/act.ts";
import css from "./Settings.module.css";

const kinds: { value: Tracker["kind"]; name: string; place: string; looks: string; token: string }[] = [
  {
    value: "github",
    name: "GitHub",
    place: "Repository",
    looks: "acme/shop",
    token: "A fine-grained token with “Issues: read and write” for this repository alone.",
  },
  { value: "gitlab", name: "GitLab", place: "Project", looks: "acme/shop", token: "A project access token with the role Reporter and the scope api." },
  {
    value: "jira",
    name: "Jira",
    place: "Key of the project",
    looks: "SHOP",
    token: "Cloud: an API token, with its e-mail above. Data Center: a personal access token.",
  },
];

const ways: { value: string; name: string; short: string }[] = [
  { value: "both", name: "Both follow each other", short: "both" },
  { value: "there", name: "Tickets follow issues", short: "tickets" },
  { value: "here", name: "Issues follow tickets", short: "issues" },
  { value: "none", name: "Neither follows", short: "neither" },
];

const shortly = ways.map(({ value, short }) => ({ value, name: short }));

const wayOf = ({ closesTickets, resolvesIssues }: Pick<Tracker, "closesTickets" | "resolvesIssues">): string =>
  closesTickets ? (resolvesIssues ? "both" : "there") : resolvesIssues ? "here" : "none";

const ofWay = (way: string) => ({ closesTickets: way === "both" || way === "there", resolvesIssues: way === "both" || way === "here" });

/** Where tickets are made of issues. */
export function Trackers({ project }: { project: Project }) {
  const path = projectPath(project.id, "trackers");
  const trackers = useResource<TrackerList>(path);
  if (trackers.problem && !trackers.data) return <ProblemState inside problem={trackers.problem} onRetry={() => void trackers.refresh()} />;
  const list = trackers.data?.trackers;
  return (
    <>
      <section class={css.section}>
        <h2>Issue trackers</h2>
        <p class={css.text}>
          A ticket is made from an issue’s page, by hand. Then both go the same way: what is resolved here is closed there, what happens again is opened again,
          and what is closed there is resolved here within a minute. Paddock asks the tracker, so it need not be reachable from outside.
        </p>
        {list?.length === 0 ? (
          <p class={css.text}>None is connected yet.</p>
        ) : (
          <table class={table.table} aria-busy={trackers.busy}>
            <thead>
              <tr>
                <th scope="col">Tracker</th>
                <th scope="col" class={cx(css.where, table.wide)}>
                  What follows
                </th>
                <th scope="col" class={cx(table.number, table.wide)}>
                  Tickets
                </th>
                <th scope="col" class={css.acts} />
              </tr>
            </thead>
            <tbody>
              {list ? (
                list.map((tracker) => <Row key={tracker.id} path={`${path}/${tracker.id}`} tracker={tracker} refresh={trackers.refresh} />)
              ) : (
                <tr>
                  <td>
                    <Skeleton width={160} />
                  </td>
                  <td colSpan={3} />
                </tr>
              )}
            </tbody>
          </table>
        )}
      </section>
      <Make path={path} isFirst={list?.length === 0} onMade={() => void trackers.refresh()} />
    </>
  );
}

function Row({ path, tracker, refresh }: { path: string; tracker: Tracker; refresh: () => Promise<unknown> }) {
  const remove = (): void =>
    void act({
      method: "DELETE",
      path,
      done: `${tracker.place} is disconnected. Its tickets stay there, and are not followed.`,
      undo: { method: "POST", path: `${path}/restore` },
      refresh,
    });
  const follow = (way: string): void =>
    void act({ method: "PATCH", path, body: ofWay(way), done: "Saved.", undo: { method: "PATCH", path, body: ofWay(wayOf(tracker)) }, refresh });
  const test = async (): Promise<void> => {
    const answer = await save<TrackerTest>("POST", `${path}/test`);
    if (answer.problem) return complain(answer.problem);
    if (answer.data.problem) complain({ status: 0, title: "The tracker does not answer as it should", detail: answer.data.problem });
    else tell(`${tracker.place} is there, and knows the token.`);
  };
  return (
    <tr>
      <td class={table.name} title={tracker.problem || undefined}>
        {tracker.place}{" "}
        <span>{tracker.problem ? `Last call failed: ${tracker.problem}` : tracker.url || kinds.find(({ value }) => value === tracker.kind)?.name}</span>
      </td>
      <td class={cx(css.where, table.wide)}>
        <Choice quiet label={`What follows the other side, for ${tracker.place}`} value={wayOf(tracker)} options={shortly} onChange={follow} />
      </td>
      <td class={cx(table.number, table.wide)}>{count(tracker.tickets)}</td>
      <td class={css.acts}>
        <Button onClick={() => void test()}>Test</Button>
        <Button onClick={remove}>Disconnect</Button>
      </td>
    </tr>
  );
}

function Make({ path, isFirst, onMade }: { path: string; isFirst: boolean; onMade: () => void }) {
  const [kind, way] = [useSignal<string>("github"), useSignal("both")];
  const [url, place, user, token, type] = [useSignal(""), useSignal(""), useSignal(""), useSignal(""), useSignal("Bug")];
  const isSending = useSignal(false);
  const chosen = kinds.find(({ value }) => value === kind.value) ?? kinds[0]!;
  const isJira = kind.value === "jira";

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    isSending.value = true;
    const answer = await save<Tracker>("POST", path, {
      kind: kind.value,
      url: url.value,
      place: place.value,
      token: token.value,
      ...(isJira && { user: user.value, ticketType: type.value }),
      ...ofWay(way.value),
    });
    isSending.value = false;
    if (answer.problem) return complain(answer.problem);
    tell(`${answer.data.place} is connected: issues have a button “Make a ticket” now.`);
    url.value = place.value = user.value = token.value = "";
    onMade();
  };

  return (
    <section class={css.section}>
      <h2>{isFirst ? "Connect a tracker" : "Another tracker"}</h2>
      <form class={css.form} onSubmit={(event) => void submit(event)}>
        <Choice label="Kind" value={kind.value} options={kinds} onChange={(value) => (kind.value = value)} />
        <Field
          label={isJira ? "Address" : "Address of the server (optional)"}
          value={url.value}
          onInput={(value) => (url.value = value)}
          placeholder={isJira ? "https://acme.atlassian.net" : "https://git.example.org"}
          hint={isJira ? "A private address needs Outbound__Allow." : `Only where it is not ${kind.value}.com. A private address needs Outbound__Allow.`}
          maxLength={500}
          required={isJira}
        />
        <Field label={chosen.place} value={place.value} onInput={(value) => (place.value = value)} placeholder={chosen.looks} maxLength={500} required />
        {isJira && <Field label="E-mail (Jira Cloud)" value={user.value} onInput={(value) => (user.value = value)} maxLength={254} />}
        <Field
          label="Token"
          type="password"
          value={token.value}
          onInput={(value) => (token.value = value)}
          hint={`${chosen.token} Kept encrypted; not shown again.`}
          autoComplete="new-password"
          maxLength={500}
          required
        />
        {isJira && <Field label="Type of new tickets" value={type.value} onInput={(value) => (type.value = value)} maxLength={100} required />}
        <Choice label="When one side changes" value={way.value} options={ways} onChange={(value) => (way.value = value)} />
        <Button look="edged" disabled={isSending.value}>
          Connect
        </Button>
      </form>
    </section>
  );
}
