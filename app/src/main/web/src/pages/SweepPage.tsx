import { useEffect, useState } from "preact/hooks";
import { bytes, moment, seconds } from "../lib/format";
import { type Sweep, sweepApi } from "../lib/sweep";
import { useAnswer } from "../lib/useAnswer";
import { CodePanel } from "../parts/CodePanel";
import { Missing } from "../parts/Missing";
import { SweepTable } from "../parts/SweepTable";
import { TableFigure } from "../parts/TableFigure";

const LOOK_MILLIS = 1000;
const FIRST_FIGURES = 4;

const WHAT: Record<string, string> = {
  "table.csv": "a row for each point",
  "table.arrow": "the same for pyarrow, polars, pandas, R, Julia",
  "failures.csv": "points that failed",
  "times.csv": "how long each point took",
  "rows.jsonl": "the rows as they came",
  "sweep.toml": "the plan",
  "base.toml": "the configuration that it varies",
};

/** One sweep: while it is at work, and afterwards. */
export function SweepPage({ id }: { id: string }) {
  const { value: sweep, error, again } = useAnswer<Sweep>(sweepApi(id));
  const [all, setAll] = useState(false);
  const working = sweep?.state === "running";
  useEffect(() => {
    if (!working) return;
    const timer = window.setInterval(again, LOOK_MILLIS);
    return () => window.clearInterval(timer);
  }, [working, again]);
  if (error && !sweep) return <Missing title={id} sentence={error} back="/runs" />;
  if (!sweep) return <p>…</p>;
  const { state, step: done, total_steps: points, progress } = sweep;
  // Those that failed are in the table, with their sentences.
  const figures = sweep.figures.filter((figure) => figure.id !== "failed-points");
  const shown = all ? figures : figures.slice(0, FIRST_FIGURES);
  const failed = sweep.failed_points;
  return (
    <>
      <p>
        <a href="/runs">Runs</a>
      </p>
      <h1>{sweep.title || id}</h1>
      <p class="lead">
        <span class={`tag ${state}`} data-state={state}>
          {state}
        </span>{" "}
        {failed > 0 && (
          <>
            <span class="tag failed" data-failed={failed}>
              {failed} failed
            </span>{" "}
          </>
        )}
        {sweep.started && <>started {moment(sweep.started)} · </>}
        {sweep.preset ? (
          <>
            sweep of <a href={`/reproduce/${sweep.preset}`}>{sweep.preset}</a>
          </>
        ) : (
          `sweep${sweep.base ? ` of ${sweep.base}` : ""}`
        )}{" "}
        · <span class="mono">{id}</span>
      </p>
      {sweep.problems.map((problem) => (
        <p key={problem} class="error">
          {problem}
        </p>
      ))}
      {points > 0 && (
        <div class="bar" role="progressbar" aria-label="Points done" aria-valuemin={0} aria-valuemax={points} aria-valuenow={done}>
          <i style={{ width: `${(100 * Math.min(done, points)) / points}%` }} />
        </div>
      )}
      <div class="row">
        {points > 0 && (
          <span>
            {done} of {points} points
          </span>
        )}
        {progress && (
          <span data-time={progress.seconds_at_work}>
            {seconds(progress.seconds_at_work)} at work
            {progress.what ? ` · writes ${progress.what}` : progress.seconds_left !== null && done < points ? ` · about ${seconds(progress.seconds_left)} left` : ""}
          </span>
        )}
        {!working && sweep.seconds !== undefined && sweep.seconds > 0 && <span>{seconds(sweep.seconds)} of one core</span>}
        {sweep.report && (
          <a class="button" href={`${sweepApi(id)}/report`} target="_blank" rel="noreferrer">
            Report
          </a>
        )}
        {sweep.files.some((file) => file.name === "table.csv") && (
          <a class="button" href={`${sweepApi(id)}/files/table.csv`} download={`${id}.csv`}>
            Table
          </a>
        )}
      </div>
      {(state === "stopped" || state === "killed") && sweep.resume && (
        <p>
          The {points - done} points that are missing are done by <code data-resume>gyre {sweep.resume.map(word).join(" ")}</code> in a terminal in this folder; what is there stays.
        </p>
      )}
      {Object.keys(sweep.axes).length > 0 && (
        <>
          <h2>What is swept</h2>
          <div class="scroll panel" tabIndex={0} role="region" aria-label="What is swept">
            <table>
              <tbody>
                {Object.entries(sweep.axes).map(([key, text]) => (
                  <tr key={key}>
                    <th scope="row" class="mono">
                      {key}
                    </th>
                    <td>{text}</td>
                  </tr>
                ))}
                {sweep.seeds > 1 && (
                  <tr>
                    <th scope="row">seeds</th>
                    <td>{sweep.seeds} of each</td>
                  </tr>
                )}
              </tbody>
            </table>
          </div>
        </>
      )}
      {figures.length > 0 && (
        <>
          <h2>Figures</h2>
          {sweep.figures_of !== undefined && sweep.figures_of < points && <p class="small">Of the {sweep.figures_of} points that were done.</p>}
          <div class="grid figures-of-run">
            {shown.map((figure) => (
              <figure key={figure.id} class={figure.table ? "panel wide" : "panel"} data-figure={figure.id}>
                <div class="figure-head">
                  <h3>{figure.title}</h3>
                  <div class="tools">
                    <a class="button small" href={`${sweepApi(id)}/figures/${figure.id}.csv`} download aria-label={`CSV of ${figure.title}`}>
                      CSV
                    </a>
                  </div>
                </div>
                {figure.table ? <TableFigure {...figure.table} /> : <img src={`${sweepApi(id)}/figures/${figure.id}.svg?of=${sweep.figures_of ?? 0}`} alt={figure.title} />}
                <figcaption>{figure.caption}</figcaption>
              </figure>
            ))}
          </div>
          {figures.length > shown.length && (
            <p>
              <button onClick={() => setAll(true)}>Show all {figures.length} figures</button>
            </p>
          )}
        </>
      )}
      {sweep.columns.length > 0 && <SweepTable sweep={sweep} />}
      {sweep.files.length > 0 && (
        <>
          <h2>Files</h2>
          <ul>
            {sweep.files.map((file) => (
              <li key={file.name}>
                <a href={`${sweepApi(id)}/files/${file.name}`} download>
                  {file.name}
                </a>
                , {bytes(file.bytes)}: {WHAT[file.name]}
              </li>
            ))}
          </ul>
        </>
      )}
      {sweep.command_line && sweep.command_line.length > 0 && (
        <CodePanel
          code={[
            { label: "Command", text: `gyre ${sweep.command_line.map(word).join(" ")}` },
            ...(sweep.resume ? [{ label: "Go on", text: `gyre ${sweep.resume.map(word).join(" ")}` }] : []),
          ]}
        />
      )}
    </>
  );
}

/** A word as a shell takes it. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
