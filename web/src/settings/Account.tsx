import { useSignal } from "@preact/signals";
import { sessionPath } from "../api/paths.ts";
import type { PasswordChanged } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { tell } from "../kit/Toast.tsx";
import { loadSession, save, session } from "../shell/session.ts";
import { MailsADay } from "./MailsADay.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { StartPage } from "./StartPage.tsx";
import { Sessions } from "./Sessions.tsx";
import css from "./Settings.module.css";

/** What is one's own: where one comes in, mails, password, second factor, where one is signed in. */
export function Account() {
  const user = session.value?.user;
  return (
    <>
      <p class={css.text}>
        {user?.name ? `${user.name}, ` : ""}
        {user?.email}
        {user?.isAdministrator ? ", administrator of this server" : ""}
      </p>
      <StartPage />
      <MailsADay />
      <Password />
      <SecondFactor />
      <Sessions />
    </>
  );
}

function Password() {
  const present = useSignal("");
  const wanted = useSignal("");
  const problem = useSignal("");

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<PasswordChanged>("POST", `${sessionPath}/password`, { current: present.value, new: wanted.value });
    problem.value = answer.problem?.detail ?? "";
    if (answer.problem) return;
    present.value = wanted.value = "";
    tell("The password is changed. You are signed out everywhere else.");
    // The session is a new one.
    await loadSession();
  };

  return (
    <section class={css.section}>
      <h2>Password</h2>
      <form class={css.form} onSubmit={(event) => void submit(event)}>
        <input class="offscreen" tabIndex={-1} aria-hidden="true" autoComplete="username" value={session.value?.user.email} readOnly />
        <Field
          label="Current password"
          type="password"
          value={present.value}
          onInput={(value) => (present.value = value)}
          autoComplete="current-password"
          required
        />
        <Field
          label="New password"
          type="password"
          value={wanted.value}
          onInput={(value) => (wanted.value = value)}
          autoComplete="new-password"
          problem={problem.value || undefined}
          hint="At least 10 characters. A sentence works well."
          required
        />
        <Button look="edged">Change password</Button>
      </form>
    </section>
  );
}
