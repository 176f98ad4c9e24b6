import { useSignal } from "@preact/signals";
import { useResource } from "../api/resource.ts";
import { sessionPath } from "../api/paths.ts";
import type { NewRecoveryCodes, SecondFactorSecret, SecondFactorState } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState } from "../kit/State.tsx";
import { Time } from "../kit/Time.tsx";
import { tell } from "../kit/Toast.tsx";
import { save } from "../shell/session.ts";
import css from "./Settings.module.css";

const path = `${sessionPath}/second-factor`;

/** Codes of an authenticator app besides the password. */
export function SecondFactor() {
  const state = useResource<SecondFactorState>(path);
  const codes = useSignal<string[] | undefined>(undefined);
  if (state.problem && !state.data) return <ProblemState inside problem={state.problem} onRetry={() => void state.refresh()} />;
  const made = (recoveryCodes: string[] | undefined): void => {
    codes.value = recoveryCodes;
    void state.refresh();
  };
  return (
    <section class={css.section}>
      <h2>Second factor</h2>
      {!state.data && <Skeleton width={320} />}
      {codes.value && <RecoveryCodes codes={codes.value} />}
      {state.data && (state.data.since ? <On state={state.data} since={state.data.since} onChange={made} /> : <Off onConfirmed={made} />)}
    </section>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div class={css.once}>
      <strong>Your recovery codes</strong>
      <ul class={css.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p>They are shown only once. Each lets you in once without the app: keep them in a safe place.</p>
      <div>
        <CopyButton text={() => codes.join("\n")} label="Copy the codes" word="Copy the codes" />
      </div>
    </div>
  );
}

function Off({ onConfirmed }: { onConfirmed: (codes: string[]) => void }) {
  const password = useSignal("");
  const code = useSignal("");
  const problem = useSignal("");
  const secret = useSignal<SecondFactorSecret | undefined>(undefined);

  const begin = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<SecondFactorSecret>("POST", path, { password: password.value });
    problem.value = answer.problem?.detail ?? "";
    password.value = "";
    secret.value = answer.data;
  };

  const confirm = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await save<NewRecoveryCodes>("POST", `${path}/confirm`, { code: code.value });
    problem.value = answer.problem?.detail ?? "";
    if (answer.data) onConfirmed(answer.data.recoveryCodes);
  };

  if (!secret.value) {
    return (
      <>
        <p class={css.text}>Off. With it, signing in also asks for a code that an app on your phone shows: a stolen password alone is not enough.</p>
        <form class={css.form} onSubmit={(event) => void begin(event)}>
          <Field
            label="Password"
            type="password"
            value={password.value}
            onInput={(value) => (password.value = value)}
            autoComplete="current-password"
            problem={problem.value || undefined}
            required
          />
          <Button look="edged">Set it up</Button>
        </form>
      </>
    );
  }
  return (
    <>
      <p class={css.text}>Scan this with an authenticator app, or type the text into it. Then enter the six digits that it shows.</p>
      <div class={css.qr}>
        <Qr lines={secret.value.qr} />
        <div>
          <Snippet text={secret.value.secret} label="Copy the text" />
          <a href={secret.value.address}>Open in an app on this device</a>
        </div>
      </div>
      <form class={css.form} onSubmit={(event) => void confirm(event)}>
        <Field
          label="Code"
          value={code.value}
          onInput={(value) => (code.value = value)}
          autoComplete="one-time-code"
          maxLength={10}
          problem={problem.value || undefined}
          required
        />
        <Button look="primary">Switch on</Button>
      </form>
    </>
  );
}

// Black on white in both themes: readers need it so.
function Qr({ lines }: { lines: string[] }) {
  const dark = lines.flatMap((line, y) => [...line.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`));
  return (
    <svg viewBox={`0 0 ${lines.length} ${lines.length}`} role="img" aria-label="QR code for an authenticator app" shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${lines.length}v${lines.length}H0z`} />
      <path fill="#000" d={dark.join("")} />
    </svg>
  );
}

interface OnProps {
  state: SecondFactorState;
  since: string;
  onChange: (codes: string[] | undefined) => void;
}

function On({ state, since, onChange }: OnProps) {
  const password = useSignal("");
  const code = useSignal("");
  const problem = useSignal("");
  const proof = (): { password: string; code: string } => ({ password: password.value, code: code.value });
  const clear = (): void => void (password.value = code.value = "");

  const renew = async (): Promise<void> => {
    const answer = await save<NewRecoveryCodes>("POST", `${path}/recovery-codes`, proof());
    problem.value = answer.problem?.detail ?? "";
    if (!answer.data) return;
    clear();
    onChange(answer.data.recoveryCodes);
  };

  const switchOff = async (): Promise<void> => {
    const answer = await save("POST", `${path}/off`, proof());
    problem.value = answer.problem?.detail ?? "";
    if (answer.problem) return;
    tell("No code is asked for any more.");
    onChange(undefined);
  };

  const ready = password.value !== "" && code.value !== "";
  return (
    <>
      <p class={css.text}>
        On since <Time at={since} />. {state.recoveryCodesLeft} of 10 recovery codes are left.
      </p>
      <form class={css.form} onSubmit={(event) => event.preventDefault()}>
        <Field label="Password" type="password" value={password.value} onInput={(value) => (password.value = value)} autoComplete="current-password" />
        <Field
          label="Code"
          value={code.value}
          onInput={(value) => (code.value = value)}
          autoComplete="one-time-code"
          maxLength={30}
          problem={problem.value || undefined}
          hint="Of the app, or a recovery code. A code works once."
        />
        <div>
          <Button look="edged" disabled={!ready} onClick={() => void renew()}>
            New recovery codes
          </Button>{" "}
          <Button disabled={!ready} onClick={() => void switchOff()}>
            Switch off
          </Button>
        </div>
      </form>
    </>
  );
}
