import { sessionPath } from "../api/paths.ts";
import { Choice } from "../kit/Field.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { save, session } from "../shell/session.ts";
import css from "./Settings.module.css";

const offered = [0, 3, 10, 30, 100];

/** How many mails of alerts reach one on a day. */
export function MailsADay() {
  const chosen = session.value?.user.mailsADay ?? 10;

  const choose = async (mailsADay: number, undone = false): Promise<void> => {
    const before = session.peek();
    if (!before) return;
    session.value = { ...before, user: { ...before.user, mailsADay } };
    const { problem } = await save("PATCH", sessionPath, { mailsADay });
    if (problem) {
      session.value = before;
      complain(problem);
    } else if (!undone) tell("That many mails a day reach you from now on.", () => void choose(before.user.mailsADay, true));
  };

  return (
    <section class={css.section}>
      <h2>Mails</h2>
      <p class={css.text}>Of the alerts of all your projects. What is more than this comes in one mail the next morning.</p>
      <div class={css.form}>
        <Choice
          label="Mails a day"
          value={String(chosen)}
          options={[...new Set([...offered, chosen])]
            .toSorted((one, other) => one - other)
            .map((each) => ({ value: String(each), name: each === 0 ? "none: one mail each morning" : `at most ${each}` }))}
          onChange={(value) => void choose(Number(value))}
        />
      </div>
    </section>
  );
}
