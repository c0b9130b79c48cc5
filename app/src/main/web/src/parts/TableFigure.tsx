import { brief } from "../lib/format";

/** A table of a report; cells that are numbers are shown rounded. */
export function TableFigure({ columns, rows }: { columns: string[]; rows: string[][] }) {
  const numeric = columns.map((_, k) => rows.length > 0 && rows.every((row) => row[k] === "" || isNumber(row[k]!)));
  return (
    <div class="scroll low" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>
            {columns.map((column, k) => (
              <th key={column} {...(numeric[k] ? { class: "number" } : {})}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, k) => (
                <td key={k} {...(numeric[k] ? { class: "number" } : {})}>
                  {isNumber(cell) ? brief(Number(cell)) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isNumber(cell: string): boolean {
  return cell.trim() !== "" && Number.isFinite(Number(cell));
}
