import { Skeleton } from "./Skeleton.tsx";

/** Rows of a table that is not known yet. Each has the cells that its rows will have: columns that give way on a narrow screen give way here, too, and none is moved. */
export function SkeletonRows({ rows, cells }: { rows: number; cells: (string | undefined)[] }) {
  return (
    <>
      {Array.from({ length: rows }, (_, index) => (
        <tr key={index}>
          <td>
            <Skeleton width={120 + ((index * 61) % 140)} />
          </td>
          {cells.map((look, cell) => (
            <td key={cell} class={look} />
          ))}
        </tr>
      ))}
    </>
  );
}
