import type { Alert, AlertTest } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { absolute } from "../kit/format.ts";
import { Icon } from "../kit/Icon.tsx";
import { Menu, MenuButton, MenuHead } from "../kit/Menu.tsx";
import { Pill } from "../kit/Pill.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { act } from "../shell/act.ts";
import { now } from "../shell/now.ts";
import { save } from "../shell/session.ts";
import { AlertFields, occasions, useAlertParts } from "./AlertParts.tsx";
import css from "./Settings.module.css";

interface AlertProps {
  path: string;
  alert: Alert;
  refresh: () => Promise<unknown>;
}

const hour = 60;
const morning = 8;

/** For how long somebody may want peace, in minutes. */
function snoozes(): { name: string; minutes: number }[] {
  const next = new Date(now.peek());
  next.setDate(next.getDate() + 1);
  next.setHours(morning, 0, 0, 0);
  return [
    { name: "For an hour", minutes: hour },
    { name: "For eight hours", minutes: 8 * hour },
    { name: "Until tomorrow morning", minutes: Math.ceil((next.getTime() - now.peek()) / 60_000) },
    { name: "For a week", minutes: 7 * 24 * hour },
  ];
}

/** An alert with what can be done with it. */
export function AlertRow({ path, alert, manages, refresh, onEdit }: AlertProps & { manages: boolean; onEdit: () => void }) {
  const remove = (): void =>
    void act({ method: "DELETE", path, done: `“${alert.name}” tells nobody any more.`, undo: { method: "POST", path: `${path}/restore` }, refresh });
  const mute = (): void =>
    void act({
      method: alert.isMuted ? "DELETE" : "PUT",
      path: `${path}/mute`,
      done: alert.isMuted ? `“${alert.name}” writes to you again.` : `No more mails of “${alert.name}” to you. Others get them as before.`,
      undo: { method: alert.isMuted ? "PUT" : "DELETE", path: `${path}/mute` },
      refresh,
    });
  const snooze = (minutes: number): void =>
    void act({
      method: "PUT",
      path: `${path}/snooze`,
      body: { minutes },
      done: `“${alert.name}” tells nobody for a while. Its next message says how much that was.`,
      undo: { method: "DELETE", path: `${path}/snooze` },
      refresh,
    });
  const wake = (): void => void act({ method: "DELETE", path: `${path}/snooze`, done: `“${alert.name}” tells again of what happens from now on.`, refresh });
  const test = async (): Promise<void> => {
    const answer = await save<AlertTest>("POST", `${path}/test`);
    if (answer.problem) return complain(answer.problem);
    if (answer.data.problem) complain({ status: 0, title: "The test did not arrive", detail: answer.data.problem });
    else tell(alert.channel === "mail" ? "A test is on its way to you." : `${alert.host} took the test.`);
  };
  const of = alert.occasions.map((kind) => occasions.find((each) => each.kind === kind)?.name ?? kind).join(", ");
  return (
    <tr>
      <td class={table.name} title={of}>
        {alert.name}{" "}
        {alert.snoozedUntil && (
          <span title={`By ${alert.snoozedBy}, until ${absolute(alert.snoozedUntil)}. What happens meanwhile is counted and not told.`}>
            <Pill tone="plain">Snoozed</Pill>
          </span>
        )}{" "}
        {alert.isMuted && (
          <span title="No mails of it to you; others get them">
            <Pill tone="plain">Muted for you</Pill>
          </span>
        )}{" "}
        <span>
          {of}
          {alert.level !== "error" && `, from ${alert.level}`}
        </span>
      </td>
      <td class={cx(css.where, table.wide)} title={alert.host}>
        {alert.channel === "mail" ? "everybody by mail" : `${alert.channel} at ${alert.host}`}
      </td>
      <td class={cx(css.where, table.wide)} title={alert.last ? alert.last.problem || alert.last.subject : undefined}>
        {alert.last ? (
          <>
            {alert.last.state} <Time at={alert.last.createdAt} />
          </>
        ) : (
          "nothing yet"
        )}
      </td>
      <td class={css.few}>
        {manages && <Button onClick={onEdit}>Edit</Button>}
        {(manages || alert.channel === "mail") && (
          <Menu label={`More for “${alert.name}”`} align="end" trigger={<Icon name="more" />}>
            {alert.channel === "mail" && (
              <MenuButton icon="person" onClick={mute}>
                {alert.isMuted ? "Write to me again" : "Mute for me"}
              </MenuButton>
            )}
            {manages && (
              <MenuButton icon="right" onClick={() => void test()}>
                Send a test
              </MenuButton>
            )}
            {manages && (
              <MenuButton icon="trash" onClick={remove}>
                Delete
              </MenuButton>
            )}
            {manages && alert.channel !== "pagerduty" && <Snoozes isSnoozed={alert.snoozedUntil !== null} onSnooze={snooze} onWake={wake} />}
          </Menu>
        )}
      </td>
    </tr>
  );
}

function Snoozes({ isSnoozed, onSnooze, onWake }: { isSnoozed: boolean; onSnooze: (minutes: number) => void; onWake: () => void }) {
  return (
    <>
      <MenuHead>Snooze for everybody</MenuHead>
      {isSnoozed ? (
        <MenuButton icon="clock" onClick={onWake}>
          End the snooze
        </MenuButton>
      ) : (
        snoozes().map(({ name, minutes }) => (
          <MenuButton key={name} icon="clock" onClick={() => onSnooze(minutes)}>
            {name}
          </MenuButton>
        ))
      )}
    </>
  );
}

/** Changes an alert. */
export function EditAlert({ path, alert, refresh, onEnd }: AlertProps & { onEnd: () => void }) {
  const parts = useAlertParts(alert);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const problem = await act({
      method: "PATCH",
      path,
      body: { name: parts.name.value, occasions: parts.chosen.value, level: parts.level.value },
      done: `“${parts.name.value}” is changed.`,
      undo: { method: "PATCH", path, body: { name: alert.name, occasions: alert.occasions, level: alert.level } },
      refresh,
    });
    if (!problem) onEnd();
  };
  return (
    <form class={css.form} aria-label={`Edit “${alert.name}”`} onSubmit={(event) => void submit(event)}>
      <AlertFields parts={parts} />
      <div class={css.buttons}>
        <Button look="primary" disabled={parts.chosen.value.length === 0}>
          Save
        </Button>
        <Button onClick={onEnd}>Leave it as it is</Button>
      </div>
    </form>
  );
}
