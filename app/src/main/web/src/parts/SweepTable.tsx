import { useEffect } from "preact/hooks";
import { brief } from "../lib/format";
import { usePlace, writeQuery } from "../lib/router";
import { addressOf, type Cell, PAGE_ROWS, pages, pressed, type Rows, rowsPath, shownColumns, type Sweep, type View, viewOf } from "../lib/sweep";
import { useAnswer } from "../lib/useAnswer";

/** The points of a sweep, a page of rows at a time: the server orders them, and sends what is shown. */
export function SweepTable({ sweep }: { sweep: Sweep }) {
  const { query } = usePlace();
  const view = viewOf(query);
  const { value, error, again } = useAnswer<Rows>(rowsPath(sweep.id, view));
  // New rows, of a sweep at work.
  useEffect(() => {
    if (value) again();
  }, [sweep.step, sweep.failed_points]);
  const show = (next: View) => void writeQuery(addressOf(next));
  const total = value?.total ?? 0;
  const last = pages(total);
  const about = new Map(sweep.columns.map((column) => [column.name, column]));
  const columns = value?.columns ?? sweep.columns.map((column) => column.name);
  const settings = 1 + Object.keys(sweep.axes).length + (sweep.seeds > 1 ? 1 : 0);
  const places = shownColumns(columns, settings, view.failed);
  const first = (value?.from ?? 0) + 1;
  return (
    <>
      <h2>Points</h2>
      <div class="row">
        <label>
          <input type="checkbox" checked={view.failed} onChange={(event) => show({ ...view, page: 1, failed: event.currentTarget.checked })} /> failed only
        </label>
        <span role="status" data-rows={total}>
          {value && (total === 0 ? (view.failed ? "None failed." : "None is done yet.") : value.rows.length === 0 ? `${total} rows, none on this page` : `rows ${first} to ${first + value.rows.length - 1} of ${total}`)}
        </span>
        {last > 1 && (
          <span class="row pager">
            <button disabled={view.page <= 1} aria-label="First page" onClick={() => show({ ...view, page: 1 })}>
              «
            </button>
            <button disabled={view.page <= 1} aria-label="Page before" onClick={() => show({ ...view, page: Math.min(view.page - 1, last) })}>
              ‹
            </button>
            <label>
              page{" "}
              <input
                type="number"
                min={1}
                max={last}
                value={view.page}
                aria-label={`Page, 1 to ${last}`}
                onChange={(event) => show({ ...view, page: Math.min(last, Math.max(1, Math.round(Number(event.currentTarget.value)) || 1)) })}
              />{" "}
              of {last}
            </label>
            <button disabled={view.page >= last} aria-label="Next page" onClick={() => show({ ...view, page: view.page + 1 })}>
              ›
            </button>
            <button disabled={view.page >= last} aria-label="Last page" onClick={() => show({ ...view, page: last })}>
              »
            </button>
          </span>
        )}
      </div>
      {error && <p class="error">{error}</p>}
      {value && value.rows.length > 0 && (
        <div class="scroll panel points" tabIndex={0} role="region" aria-label={`Points, up to ${PAGE_ROWS} rows`}>
          <table>
            <thead>
              <tr>
                {places.map((k) => {
                  const name = columns[k]!;
                  const column = about.get(name);
                  const here = view.sort === name;
                  return (
                    <th key={k} class={column?.numeric ? "number" : ""} {...(here ? { "aria-sort": view.down ? "descending" : "ascending" } : {})}>
                      {column?.ordered ? (
                        <button class="heading" onClick={() => show(pressed(view, name))}>
                          {name}
                          <span aria-hidden="true">{here ? (view.down ? " ▾" : " ▴") : ""}</span>
                        </button>
                      ) : (
                        name
                      )}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {value.rows.map((row) => (
                <tr key={String(row[0])}>
                  {places.map((k) => (
                    <td key={k} class={about.get(columns[k]!)?.numeric ? "number" : columns[k] === "error" && row[k] !== null ? "sentence error" : ""}>
                      {shown(row[k] ?? null)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function shown(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "number" ? brief(cell, 6) : cell;
}
