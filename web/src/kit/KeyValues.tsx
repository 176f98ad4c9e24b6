import css from "./KeyValues.module.css";
import { Value } from "./Value.tsx";

/** Names and values from outside; a value without a name takes the whole width. */
export function KeyValues({ of, label }: { of: [string, unknown][]; label: string }) {
  return (
    <table class={css.table} aria-label={label}>
      <tbody>
        {of.map(([key, value], index) => (
          <tr key={index}>
            {key && <th scope="row">{key}</th>}
            <td colSpan={key ? 1 : 2}>
              <Value of={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
