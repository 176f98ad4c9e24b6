import { useSignal } from "@preact/signals";
import { projectPath } from "../api/paths.ts";
import { useResource } from "../api/resource.ts";
import type { Project, Ticket, TicketDraft, TicketList, TicketPlace } from "../api/types.ts";
import { Button } from "../kit/Button.tsx";
import { Choice, Field, TextField } from "../kit/Field.tsx";
import { Pill } from "../kit/Pill.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { act } from "../shell/act.ts";
import { may } from "../shell/may.ts";
import { save } from "../shell/session.ts";
import aside from "./IssueAside.module.css";
import css from "./Tickets.module.css";

/** The issue's tickets in the trackers of the project, and the way to another. */
export function Tickets({ project, issueId }: { project: Project; issueId: number }) {
  const path = projectPath(project.id, `issues/${issueId}/tickets`);
  const list = useResource<TicketList>(path);
  const writing = useSignal(false);
  if (!list.data) return null;
  const { tickets, places } = list.data;
  const triages = may(project, "triage");
  if (tickets.length === 0 && places.length === 0) return may(project, "manageProject") ? <Connect project={project} /> : null;
  return (
    <section class={aside.part}>
      <h3>Tickets</h3>
      {tickets.length > 0 && (
        <ul class={css.tickets}>
          {tickets.map((ticket) => (
            <Line key={ticket.id} ticket={ticket} path={path} triages={triages} refresh={list.refresh} />
          ))}
        </ul>
      )}
      {triages &&
        places.length > 0 &&
        (writing.value ? (
          <NewTicket path={path} places={places} onEnd={() => ((writing.value = false), void list.refresh())} />
        ) : (
          <div>
            <Button look="edged" onClick={() => (writing.value = true)}>
              {tickets.length > 0 ? "Another ticket" : "Make a ticket"}
            </Button>
          </div>
        ))}
    </section>
  );
}

function Connect({ project }: { project: Project }) {
  return (
    <section class={aside.part}>
      <h3>Tickets</h3>
      <p class={aside.none}>
        <a class={css.connect} href={`/p/${project.slug}/settings/trackers`}>
          Connect GitHub, GitLab or Jira
        </a>{" "}
        to make tickets of issues.
      </p>
    </section>
  );
}

function Line({ ticket, path, triages, refresh }: { ticket: Ticket; path: string; triages: boolean; refresh: () => Promise<unknown> }) {
  const name = /^\d/.test(ticket.key) ? `${ticket.place} #${ticket.key}` : ticket.key;
  const off = (): void =>
    void act({
      method: "DELETE",
      path: `${path}/${ticket.id}`,
      done: `${name} is not followed any more. It stays where it is.`,
      undo: { method: "POST", path: `${path}/${ticket.id}/restore` },
      refresh,
    });
  return (
    <li>
      <span class={css.ticket}>
        {ticket.url ? (
          <a href={ticket.url} target="_blank" rel="noreferrer">
            {name}
          </a>
        ) : (
          name
        )}{" "}
        <Pill tone={ticket.isClosed ? "good" : "plain"}>{ticket.isClosed ? "closed" : "open"}</Pill>
        {triages && (
          <Button onClick={off} title={`Do not follow ${name} any more`}>
            Unlink
          </Button>
        )}
      </span>
      {ticket.title && <span class={aside.none}>{ticket.title}</span>}
      {ticket.problem && <span class={css.problem}>Cannot be followed: {ticket.problem}</span>}
    </li>
  );
}

function NewTicket({ path, places, onEnd }: { path: string; places: TicketPlace[]; onEnd: () => void }) {
  const draft = useResource<TicketDraft>(`${path}/draft`);
  const tracker = useSignal(String(places[0]?.tracker));
  const [title, text, key] = [useSignal<string | undefined>(undefined), useSignal<string | undefined>(undefined), useSignal("")];
  const [isThere, isSending] = [useSignal(false), useSignal(false)];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    isSending.value = true;
    const answer = await save<Ticket>("POST", path, {
      tracker: Number(tracker.value),
      ...(isThere.value ? { key: key.value } : { title: title.value ?? draft.data?.title, text: text.value ?? draft.data?.text }),
    });
    isSending.value = false;
    if (answer.problem) return complain(answer.problem);
    tell(isThere.value ? "The ticket is followed." : "The ticket is made.");
    onEnd();
  };
  return (
    <form class={css.form} onSubmit={(event) => void submit(event)}>
      <Choice
        label="In"
        value={tracker.value}
        options={places.map((place) => ({ value: String(place.tracker), name: place.place }))}
        onChange={(value) => (tracker.value = value)}
      />
      <Choice
        label="Ticket"
        value={isThere.value ? "there" : "new"}
        options={[
          { value: "new", name: "A new one" },
          { value: "there", name: "One that is there already" },
        ]}
        onChange={(value) => (isThere.value = value === "there")}
      />
      {isThere.value ? (
        <Field
          label="Which one"
          value={key.value}
          onInput={(value) => (key.value = value)}
          placeholder="#12, SHOP-12 or its address"
          maxLength={500}
          required
        />
      ) : draft.busy && !draft.data ? (
        <Skeleton width={200} />
      ) : (
        <>
          <Field label="Title" value={title.value ?? draft.data?.title ?? ""} onInput={(value) => (title.value = value)} maxLength={250} required />
          <TextField
            label="Text"
            value={text.value ?? draft.data?.text ?? ""}
            onInput={(value) => (text.value = value)}
            maxLength={30_000}
            hint="The error’s message is left out: a tracker may be public."
          />
        </>
      )}
      <div class={css.buttons}>
        <Button look="primary" disabled={isSending.value}>
          {isThere.value ? "Follow it" : "Make the ticket"}
        </Button>
        <Button onClick={onEnd}>Cancel</Button>
      </div>
    </form>
  );
}
