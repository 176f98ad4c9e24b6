import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { AlertList, AlertMessageList, NewAlert, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Choice, Field } from "../kit/Field.tsx";
import { counted } from "../kit/format.ts";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { may } from "../shell/may.ts";
import { save } from "../shell/session.ts";
import { AlertFields, useAlertParts } from "./AlertParts.tsx";
import { AlertRow, EditAlert } from "./AlertRow.tsx";
import css from "./Settings.module.css";

const channels: { value: string; name: string }[] = [
  { value: "mail", name: "Mail to the project's people" },
  { value: "slack", name: "Slack, Mattermost or Discord" },
  { value: "webhook", name: "Webhook, signed" },
  { value: "pagerduty", name: "PagerDuty" },
];

/** Who is told of what. */
export function Alerts({ project }: { project: Project }) {
  const path = projectPath(project.id, "alerts");
  const alerts = useResource<AlertList>(path);
  const made = useSignal<NewAlert | undefined>(undefined);
  const editing = useSignal<number | undefined>(undefined);
  const manages = may(project, "manageProject");
  if (alerts.problem && !alerts.data) return <ProblemState inside problem={alerts.problem} onRetry={() => void alerts.refresh()} />;
  const list = alerts.data?.alerts;
  const edited = list?.find(({ id }) => id === editing.value);
  return (
    <>
      <section class={css.section}>
        <h2>Alerts</h2>
        <p class={css.text}>
          What happens is gathered until it has been quiet for ten seconds, then told in one message; the next one comes after five minutes at the earliest. A
          storm of errors, or an outage that many checks see, is one message. Messages hold no personal data.
        </p>
        {alerts.data && !alerts.data.mailIsSet && (
          <p class={css.text}>No mail server is set, so alerts by mail wait in vain. An administrator sets Smtp__Url.</p>
        )}
        {list?.length === 0 ? (
          <p class={css.text}>Nobody is told of anything yet.{manages && " Make the first alert below."}</p>
        ) : (
          <table class={table.table} aria-busy={alerts.busy}>
            <thead>
              <tr>
                <th scope="col">Alert</th>
                <th scope="col" class={cx(css.where, table.wide)}>
                  Tells
                </th>
                <th scope="col" class={cx(css.where, table.wide)}>
                  Last
                </th>
                <th scope="col" class={css.few} />
              </tr>
            </thead>
            <tbody>
              {list ? (
                list.map((alert) => (
                  <AlertRow
                    key={alert.id}
                    path={`${path}/${alert.id}`}
                    alert={alert}
                    manages={manages}
                    refresh={alerts.refresh}
                    onEdit={() => (editing.value = alert.id)}
                  />
                ))
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
        {made.value?.secret && (
          <div class={css.once}>
            <strong>The secret of “{made.value.alert.name}”</strong>
            <Snippet text={made.value.secret} label="Copy the secret" />
            <p>It is shown only once. X-Paddock-Signature is made with it: t=SECONDS,v1=HMAC-SHA256 of the seconds, a dot and the body.</p>
          </div>
        )}
      </section>
      {edited && (
        <section class={css.section}>
          <h2>Edit “{edited.name}”</h2>
          <EditAlert key={edited.id} path={`${path}/${edited.id}`} alert={edited} refresh={alerts.refresh} onEnd={() => (editing.value = undefined)} />
        </section>
      )}
      {manages && !edited && <Make path={path} isFirst={list?.length === 0} onMade={(alert) => ((made.value = alert), void alerts.refresh())} />}
      {manages && <Messages path={`${path}/messages`} />}
    </>
  );
}

function Make({ path, isFirst, onMade }: { path: string; isFirst: boolean; onMade: (alert: NewAlert) => void }) {
  const parts = useAlertParts();
  const channel = useSignal("mail");
  const url = useSignal("");
  const key = useSignal("");
  const toAddress = channel.value === "slack" || channel.value === "webhook";

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<NewAlert>("POST", path, {
      name: parts.name.value,
      occasions: parts.chosen.value,
      level: parts.level.value,
      channel: channel.value,
      url: toAddress ? url.value : null,
      key: channel.value === "pagerduty" ? key.value : null,
    });
    if (answer.problem) return complain(answer.problem);
    parts.name.value = url.value = key.value = "";
    tell(`“${answer.data.alert.name}” tells of what happens from now on.`);
    onMade(answer.data);
  };

  return (
    <section class={css.section}>
      <h2>{isFirst ? "The first alert" : "Another alert"}</h2>
      <form class={css.form} onSubmit={(event) => void submit(event)}>
        <AlertFields parts={parts} />
        <Choice label="Tell" value={channel.value} options={channels} onChange={(value) => (channel.value = value)} />
        {toAddress && (
          <Field
            label="Address"
            value={url.value}
            onInput={(value) => (url.value = value)}
            placeholder="https://…"
            hint="Kept encrypted; not shown again. A private address needs Outbound__Allow."
            required
          />
        )}
        {channel.value === "pagerduty" && (
          <Field label="Routing key" value={key.value} onInput={(value) => (key.value = value)} hint="Of an Events API v2 integration." required />
        )}
        <Button look="edged" disabled={parts.chosen.value.length === 0}>
          Make the alert
        </Button>
      </form>
    </section>
  );
}

function Messages({ path }: { path: string }) {
  const { data } = useResource<AlertMessageList>(path);
  if (!data || data.messages.length === 0) return null;
  return (
    <section class={css.section}>
      <h2>What was told</h2>
      <table class={table.table}>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col" class={cx(css.where, table.wide)}>
              To
            </th>
            <th scope="col" class={css.middle}>
              What became of it
            </th>
            <th scope="col" class={cx(table.number, table.wide)}>
              Made
            </th>
          </tr>
        </thead>
        <tbody>
          {data.messages.map((message) => (
            <tr key={message.id}>
              <td class={table.name} title={`${message.subject} (${counted(message.count, "happening")})`}>
                {message.subject}
              </td>
              <td class={cx(css.where, table.wide)} title={message.to}>
                {message.to}
              </td>
              <td class={css.middle} title={message.problem || undefined}>
                {message.state === "held" ? "kept for the morning" : message.state}
                {message.problem && `: ${message.problem}`}
              </td>
              <td class={cx(table.number, table.wide, table.quiet)}>
                <Time at={message.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
