import { sessionPath } from "../api/paths.ts";
import { Choice } from "../kit/Field.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { save, session } from "../shell/session.ts";
import { startOfRole, startPages } from "../shell/start.ts";
import css from "./Settings.module.css";

/** Where one comes in to a project, in all browsers. */
export function StartPage() {
  const current = session.value;
  const chosen = current?.user.startPage ?? "";
  const [project] = current?.projects ?? [];
  const ofRole = project && startPages.find(({ path }) => path === startOfRole(project))?.name;

  const choose = async (startPage: string, undone = false): Promise<void> => {
    const before = session.peek();
    if (!before) return;
    session.value = { ...before, user: { ...before.user, startPage } };
    const { problem } = await save("PATCH", sessionPath, { startPage });
    if (problem) {
      session.value = before;
      complain(problem);
    } else if (!undone) tell("You start there from now on.", () => void choose(before.user.startPage, true));
  };

  return (
    <section class={css.section}>
      <h2>Start page</h2>
      <div class={css.form}>
        <Choice
          label="Open a project at"
          value={chosen}
          options={[
            { value: "", name: ofRole ? `What fits your role: ${ofRole}` : "What fits your role" },
            ...startPages.map(({ path, name }) => ({ value: path, name })),
          ]}
          onChange={(path) => void choose(path)}
        />
      </div>
    </section>
  );
}
