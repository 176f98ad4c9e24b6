import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Invitation, InvitationList, Member, MemberList, NewInvitation, Project } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { cx } from "../kit/cx.ts";
import { Choice, Field } from "../kit/Field.tsx";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { complain } from "../kit/Toast.tsx";
import { may } from "../shell/may.ts";
import { save, session } from "../shell/session.ts";
import { act } from "../shell/act.ts";
import { roleOptions, roles } from "./roles.ts";
import css from "./Settings.module.css";

/** Who may do what in the project, and who is asked to join. */
export function People({ project }: { project: Project }) {
  const members = useResource<MemberList>(projectPath(project.id, "members"));
  const mayManage = may(project, "managePeople");
  if (members.problem && !members.data) return <ProblemState inside problem={members.problem} onRetry={() => void members.refresh()} />;
  return (
    <>
      <section class={css.section}>
        <h2>Who has a role here</h2>
        <table class={table.table} aria-busy={members.busy}>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" class={css.role}>
                Role
              </th>
              <th scope="col" class={css.act} />
            </tr>
          </thead>
          <tbody>
            {members.data
              ? members.data.members.map((member) => <Row key={member.id} project={project} member={member} refresh={members.refresh} />)
              : [180, 140, 200].map((width) => (
                  <tr key={width}>
                    <td>
                      <Skeleton width={width} />
                    </td>
                    <td colSpan={2} />
                  </tr>
                ))}
          </tbody>
        </table>
        {members.data?.members.length === 0 && <p class={css.text}>Nobody yet. Administrators of the server may do everything without a role.</p>}
      </section>
      {mayManage && <Invitations project={project} />}
      <section class={css.section}>
        <h2>What the roles may do</h2>
        <dl class={css.roles}>
          {roles.map((role) => (
            <>
              <dt>{role.name}</dt>
              <dd>{role.says}</dd>
            </>
          ))}
        </dl>
      </section>
    </>
  );
}

function Row({ project, member, refresh }: { project: Project; member: Member; refresh: () => Promise<unknown> }) {
  const path = projectPath(project.id, `members/${member.id}`);
  const isOneself = member.id === session.value?.user.id;
  const mayChange = may(project, member.role === "owner" ? "manageOwners" : "managePeople");
  const former = { method: "PUT" as const, path, body: { role: member.role } };
  const who = member.name || member.email;

  const change = (role: string): void => void act({ method: "PUT", path, body: { role }, done: `${who} is ${role} now.`, undo: former, refresh });
  const remove = (): void =>
    void act({
      method: "DELETE",
      path,
      done: isOneself ? "You have left the project." : `${who} has no role here any more.`,
      ...(mayChange && { undo: former }),
      refresh,
    });

  return (
    <tr>
      <td class={table.name}>
        {member.name ? (
          <>
            {member.name} <span>{member.email}</span>
          </>
        ) : (
          member.email
        )}{" "}
        {isOneself && <Pill tone="plain">you</Pill>} {member.isDisabled && <Pill tone="warning">account closed</Pill>}{" "}
        {member.hasSecondFactor === false && (
          <Pill tone="plain" title="Signs in with the password alone">
            no second factor
          </Pill>
        )}
      </td>
      <td class={css.role}>
        {mayChange ? (
          <Choice quiet label={`Role of ${who}`} value={member.role} options={roleOptions(may(project, "manageOwners"))} onChange={change} />
        ) : (
          member.role
        )}
      </td>
      <td class={css.act}>{(mayChange || isOneself) && <Button onClick={remove}>{isOneself ? "Leave" : "Remove"}</Button>}</td>
    </tr>
  );
}

function Invitations({ project }: { project: Project }) {
  const path = projectPath(project.id, "invitations");
  const open = useResource<InvitationList>(path);
  const role = useSignal("member");
  const email = useSignal("");
  const made = useSignal<NewInvitation | undefined>(undefined);

  const invite = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<NewInvitation>("POST", path, { role: role.value, email: email.value || null });
    if (answer.problem) return complain(answer.problem);
    made.value = answer.data;
    email.value = "";
    await open.refresh();
  };

  return (
    <section class={css.section}>
      <h2>Invite somebody</h2>
      <p class={css.text}>You get a link and send it yourself, by mail or chat. It works once, for a week.</p>
      <form class={css.row} onSubmit={(event) => void invite(event)}>
        <Choice label="Role" value={role.value} options={roleOptions(may(project, "manageOwners"))} onChange={(value) => (role.value = value)} />
        <Field label="Only for this e-mail (optional)" type="email" value={email.value} onInput={(value) => (email.value = value)} maxLength={254} />
        <Button look="primary">Make a link</Button>
      </form>
      {made.value && open.data?.invitations.some(({ id }) => id === made.value?.invitation.id) && (
        <div class={css.once}>
          <strong>
            The link for {made.value.invitation.email ?? "whoever opens it first"}, as {made.value.invitation.role}
          </strong>
          <Snippet text={made.value.link} label="Copy the link" />
          <p>It is shown only once. If it gets lost, revoke it below and make another.</p>
        </div>
      )}
      {open.data && open.data.invitations.length > 0 && (
        <table class={table.table}>
          <thead>
            <tr>
              <th scope="col">Open invitation for</th>
              <th scope="col" class={css.role}>
                Role
              </th>
              <th scope="col" class={cx(css.middle, table.wide)}>
                By
              </th>
              <th scope="col" class={table.number}>
                Made
              </th>
              <th scope="col" class={css.act} />
            </tr>
          </thead>
          <tbody>
            {open.data.invitations.map((invitation) => (
              <OpenInvitation key={invitation.id} path={`${path}/${invitation.id}`} invitation={invitation} refresh={open.refresh} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function OpenInvitation({ path, invitation, refresh }: { path: string; invitation: Invitation; refresh: () => Promise<unknown> }) {
  const revoke = (): void =>
    void act({ method: "DELETE", path, done: "The invitation works no more.", undo: { method: "POST", path: `${path}/restore` }, refresh });
  return (
    <tr>
      <td class={table.name}>{invitation.email ?? "whoever has the link"}</td>
      <td class={css.role}>{invitation.role}</td>
      <td class={cx(css.middle, table.wide, table.quiet)} title={invitation.invitedBy}>
        {invitation.invitedBy}
      </td>
      <td class={table.number}>
        <Time at={invitation.createdAt} />
      </td>
      <td class={css.act}>
        <Button onClick={revoke}>Revoke</Button>
      </td>
    </tr>
  );
}
