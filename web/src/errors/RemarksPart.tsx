import type { Remarks } from "../api/types.ts";
import css from "./parts.module.css";

const meanings: [keyof Remarks, string][] = [
  ["scrubbed", "Removed before the event was stored, by the rules for secrets and personal data"],
  ["trimmed", "Shortened, because they were very long"],
  ["invalid", "Not taken, because they were not of the form that the protocol asks for"],
];

/** What was done to the event on its way in: nothing is left out silently. */
export function RemarksPart({ remarks }: { remarks: Remarks }) {
  return (
    <div class={css.stacked}>
      {meanings
        .filter(([kind]) => remarks[kind].length > 0)
        .map(([kind, meaning]) => (
          <div key={kind}>
            <h3 class={css.name}>{meaning}</h3>
            <ul class={css.paths}>
              {remarks[kind].map((path, index) => (
                <li key={index}>{path}</li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}

export function remarkCount(remarks: Remarks): number {
  return meanings.reduce((sum, [kind]) => sum + remarks[kind].length, 0);
}
