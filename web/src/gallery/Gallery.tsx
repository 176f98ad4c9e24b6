import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Lines } from "../charts/Lines.tsx";
import { Sparkline } from "../charts/Sparkline.tsx";
import { TimeGraph } from "../charts/TimeGraph.tsx";
import { Button, IconButton } from "../kit/Button.tsx";
import { ButtonLink } from "../kit/ButtonLink.tsx";
import { CopyButton } from "../kit/CopyButton.tsx";
import { Count } from "../kit/Count.tsx";
import { cx } from "../kit/cx.ts";
import { Choice, Field } from "../kit/Field.tsx";
import { Figure, Figures, type Compared } from "../kit/Figure.tsx";
import { count, rateOf, shortCount, took } from "../kit/format.ts";
import { Kbd } from "../kit/Kbd.tsx";
import { KeyValues } from "../kit/KeyValues.tsx";
import { LevelBar, LevelWord } from "../kit/Level.tsx";
import { Menu, MenuButton, MenuHead, MenuLink } from "../kit/Menu.tsx";
import { FilterPill, Pill } from "../kit/Pill.tsx";
import { Segments } from "../kit/Segments.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { Snippet } from "../kit/Snippet.tsx";
import { ProblemState, State } from "../kit/State.tsx";
import { StatusMark } from "../kit/StatusMark.tsx";
import { countOf, shareOf, type Measured } from "../kit/sure.ts";
import table from "../kit/Table.module.css";
import { Time } from "../kit/Time.tsx";
import { complain, tell } from "../kit/Toast.tsx";
import { NewsChip } from "../shell/NewsChip.tsx";
import { openPalette } from "../shell/PaletteKey.tsx";
import { showSamples } from "./samples.ts";
import css from "./Gallery.module.css";

const day = 86_400_000;
const end = Date.parse("2026-11-23T14:30:00Z");
const graph = {
  bucketSeconds: 6 * 3600,
  from: new Date(end - 7 * day).toISOString(),
  to: new Date(end).toISOString(),
  height: 96,
  onZoom: () => tell("A stretch was picked: the page would show it alone."),
  onZoomOut: () => undefined,
};
const wave = (base: number, height: number): number[] =>
  Array.from({ length: 28 }, (_, index) => Math.round(base + height * Math.sin((index / 28) * 8 * Math.PI) ** 2));
const requests = wave(120, 300);
const failed = requests.map((value, index) => (index > 17 && index < 21 ? Math.round(value / 4) : Math.round(value / 90)));
const before = wave(150, 230);
const durations = requests.map((value, index) => (index === 9 ? null : 30 + value / 8));

/** /kit: every part that screens are made of, with made-up content, so that it can be looked at by itself. */
export function Gallery() {
  useEffect(() => void (document.title = "Kit · Paddock"), []);
  useEffect(() => showSamples(end), []);
  return (
    <div class={css.gallery}>
      <h1>Kit</h1>
      <Buttons />
      <Marks />
      <Forms />
      <Numbers />
      <Graphs />
      <Rows />
      <Texts />
      <States />
      <Overlays />
    </div>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class={css.part} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

function Buttons() {
  return (
    <Part name="Buttons">
      <div class={css.row}>
        <Button look="primary" onClick={() => tell("Done.")}>
          Primary
        </Button>
        <Button look="edged" onClick={() => tell("Done.")}>
          Edged
        </Button>
        <Button onClick={() => tell("Done.")}>Quiet</Button>
        <Button look="edged" disabled onClick={() => undefined}>
          Not now
        </Button>
        <ButtonLink href="/kit">A link</ButtonLink>
        <IconButton icon="settings" label="An icon alone" onClick={() => tell("Done.")} />
        <CopyButton text={() => "copied"} label="Copy" word="Copy" />
        <Menu label="A menu" trigger="A menu">
          <MenuHead>Said above</MenuHead>
          <MenuLink href="/kit" current>
            The chosen one
          </MenuLink>
          <MenuLink href="/kit">Another one</MenuLink>
          <MenuButton icon="check" onClick={() => tell("Done.")}>
            Something to do
          </MenuButton>
        </Menu>
        <Segments
          label="One of few"
          segments={[
            { name: "24h", href: "/kit", current: false },
            { name: "7d", href: "/kit", current: true },
            { name: "30d", href: "/kit", current: false },
          ]}
        />
        <Kbd of="Ctrl" /> <Kbd of="K" />
      </div>
    </Part>
  );
}

function Marks() {
  const filters = useSignal(["level:error", "!release:shop@1.5.0", `path:"/a/very/long/path/that/goes/on/and/on/until/nobody/reads/it"`]);
  return (
    <Part name="Marks">
      <div class={css.row}>
        <Pill tone="info">New</Pill>
        <Pill tone="danger">Unhandled</Pill>
        <Pill tone="warning">Regressed</Pill>
        <Pill tone="good">Resolved</Pill>
        <Pill tone="plain">Archived</Pill>
        {filters.value.map((filter) => (
          <FilterPill key={filter} text={filter} onRemove={() => (filters.value = filters.value.filter((each) => each !== filter))} />
        ))}
      </div>
      <div class={css.row}>
        {(["up", "down", "unknown", "new", "paused"] as const).map((status) => (
          <StatusMark key={status} status={status} />
        ))}
      </div>
      <div class={css.row}>
        {["fatal", "error", "warning", "info", "debug"].map((level) => (
          <span key={level} class={css.level}>
            <LevelBar level={level} />
            <LevelWord level={level} />
          </span>
        ))}
      </div>
    </Part>
  );
}

function Forms() {
  const [name, mail, role] = [useSignal(""), useSignal("ann@shop"), useSignal("member")];
  return (
    <Part name="Fields">
      <div class={css.columns}>
        <Field label="Name" value={name.value} onInput={(value) => (name.value = value)} hint="As colleagues know you." />
        <Field label="E-mail" value={mail.value} onInput={(value) => (mail.value = value)} problem="That is no address." />
        <Choice
          label="Role"
          value={role.value}
          options={["owner", "admin", "member"].map((value) => ({ value, name: value }))}
          onChange={(value) => (role.value = value)}
        />
      </div>
    </Part>
  );
}

function Numbers() {
  const compared = (now: Measured | undefined, then: Measured | undefined, write: Compared["write"], more: Compared["more"]): Compared => ({
    now,
    then,
    write,
    more,
    when: "in the 7 days before",
  });
  return (
    <Part name="Key numbers">
      <Figures compared label="Key numbers">
        <Figure name="Grew, good" value="12.4k" title="12,412 visitors" compare={compared(countOf(12_412), countOf(11_102), shortCount, "better")} />
        <Figure name="Grew, bad" value="412" compare={compared(countOf(412), countOf(96), shortCount, "worse")} />
        <Figure name="May be chance" value="12" compare={compared(countOf(12), countOf(9), shortCount, "worse")} />
        <Figure name="A share" value="4.1 %" compare={compared(shareOf(410, 10_000), shareOf(210, 9_800), rateOf, "worse")} note="n = 10,000" />
        <Figure name="None then" value="31" compare={compared(countOf(31), countOf(0), shortCount, "worse")} />
        <Figure name="Nothing that old" value="8" compare={{ ...compared(countOf(8), undefined, shortCount, "neither"), isTooOld: true }} />
        <Figure name="Without an interval" value={took(412)} compare={compared({ value: 412 }, { value: 380 }, took, "worse")} />
        <Figure name="Not known yet" value={undefined} />
      </Figures>
      <p class={css.row}>
        <Count of={1_234_567} unit="event" /> <Time at={new Date(end).toISOString()} /> <Skeleton width={120} />
      </p>
    </Part>
  );
}

function Graphs() {
  return (
    <Part name="Graphs">
      <div class={css.graphs}>
        <figure>
          <figcaption>Bars on each other, the time before as a pale line, releases and an incident</figcaption>
          <TimeGraph
            series={[
              { name: "failed", tone: "danger", values: failed },
              { name: "fine", tone: "accent", values: requests },
            ]}
            unit="request"
            then={before}
            {...graph}
          />
        </figure>
        <figure>
          <figcaption>A line, with a gap where there is nothing</figcaption>
          <TimeGraph
            kind="line"
            series={[{ name: "p95", tone: "accent", values: durations }]}
            unit="Duration of requests"
            format={took}
            then={before.map((value) => 28 + value / 10)}
            {...graph}
          />
        </figure>
        <figure>
          <figcaption>Nothing in the range</figcaption>
          <TimeGraph series={[{ name: "events", tone: "accent", values: [] }]} unit="event" {...graph} />
        </figure>
      </div>
      <div class={css.row}>
        <Sparkline values={requests} then={before} label="Requests over time" width={160} />
        <Lines values={[durations, durations.map((value) => value && value / 2)]} label="Duration over time" />
      </div>
    </Part>
  );
}

function Rows() {
  const rows = [
    ["/product/<slug:slug>/", 8_412, 39],
    ["/checkout/payment/very/long/path/of/some/twenty/parts/that/do/not/fit/into/the/column/at/all", 912, 1_240],
    ["/", 12, 4],
  ] as const;
  return (
    <Part name="Table">
      <table class={table.table}>
        <thead>
          <tr>
            <th scope="col">Transaction</th>
            <th scope="col" class={table.number}>
              Requests
            </th>
            <th scope="col" class={table.number} aria-sort="descending">
              p95
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, times, p95]) => (
            <tr key={name}>
              <td class={table.name}>
                <a href="/kit" title={name}>
                  {name}
                </a>
              </td>
              <td class={table.number}>{count(times)}</td>
              <td class={table.number}>{took(p95)}</td>
            </tr>
          ))}
          <tr>
            <td>
              <Skeleton width={180} />
            </td>
            <td class={table.number}>
              <Skeleton width={40} />
            </td>
            <td class={table.number}>
              <Skeleton width={40} />
            </td>
          </tr>
        </tbody>
      </table>
    </Part>
  );
}

function Texts() {
  return (
    <Part name="What came from outside">
      <KeyValues
        label="Keys and values"
        of={[
          ["address", "https://saddles.example/product/girth"],
          ["card", "[Filtered]"],
          ["markup", "<b onclick=alert(1)>bold</b>"],
          ["nothing", ""],
          ["object", { plan: "large", seats: 3 }],
        ]}
      />
      <Snippet text={`paddock.track("order placed", { revenue: 42, currency: "EUR" })`} label="Copy the line" />
    </Part>
  );
}

function States() {
  return (
    <Part name="States">
      <div class={css.states}>
        <State inside title="Nothing here yet" text="One sentence on what, one on what to do, and the way on.">
          <ButtonLink href="/kit">Show the last 90 days</ButtonLink>
        </State>
        <div class={css.skeletons} role="img" aria-label="Loading: the final sizes">
          {[220, 160, 260, 120].map((width) => (
            <p key={width}>
              <Skeleton width={width} />
            </p>
          ))}
        </div>
        <ProblemState
          inside
          problem={{ status: 503, title: "The store is away", detail: "What sites send meanwhile is accepted and kept. This page goes on by itself." }}
          onRetry={() => tell("Asked again.")}
        />
        <ProblemState
          inside
          problem={{ status: 403, title: "Not with your role", detail: "This shows personal data, which the role support does not include." }}
          onRetry={() => undefined}
        />
        <p class={css.partial}>
          <b>Partly:</b> estimated from 1,204 of some 12,000 requests; the others were not sent.
        </p>
        <p class={cx(css.partial)}>
          <b>Too much:</b> the first 2,000 of 48,211 spans. <Button look="edged">Show more</Button>
        </p>
      </div>
    </Part>
  );
}

function Overlays() {
  const news = useSignal(37);
  return (
    <Part name="Over the page">
      <div class={css.row}>
        <Button look="edged" onClick={() => tell("3 issues resolved.", () => tell("They are open again."))}>
          A toast with undo
        </Button>
        <Button look="edged" onClick={() => complain({ status: 409, title: "", detail: "Somebody else has just changed it." })}>
          A toast that complains
        </Button>
        <Button look="edged" onClick={openPalette}>
          The palette
        </Button>
        <NewsChip news={news.value} unit="line" onShow={() => (news.value = 0)} />
      </div>
    </Part>
  );
}
