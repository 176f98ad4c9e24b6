import css from "./KeyValues.module.css";
import { Value } from "./Value.tsx";

/** Names and values from outside. */
export function KeyValues({ of, label }: { of: [string, unknown][]; label: string }) {
  return (
    <table class={css.table} aria-label={label}>
      <tbody>
        {of.map(([key, value], index) => (
          <tr key={index}>
            <th scope="row">{key}</th>
            <td>
              <Value of={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
