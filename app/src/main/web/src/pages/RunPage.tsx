import { useEffect, useState } from "preact/hooks";
import { post, runApi } from "../lib/api";
import { bandOf, thin } from "../lib/band";
import { CATEGORIES } from "../lib/colour";
import { brief, bytes, duration, moment, ordinal, seconds } from "../lib/format";
import { go } from "../lib/router";
import type { Run, RunProgress } from "../lib/types";
import { useAnswer } from "../lib/useAnswer";
import type { Live } from "../lib/live";
import { useRunStream } from "../lib/useRunStream";
import { Claims } from "../parts/Claims";
import { CodePanel } from "../parts/CodePanel";
import { FigureFrame } from "../parts/FigureFrame";
import { Journal } from "../parts/Journal";
import { LineChart } from "../parts/LineChart";
import { LiveFigures } from "../parts/LiveFigures";
import { Missing } from "../parts/Missing";
import { Notes } from "../parts/Notes";
import { TableFigure } from "../parts/TableFigure";

const MOST_POINTS = 2000;
const FIRST_CURVES = 4;

/** One run: while it is at work, and afterwards. */
export function RunPage({ id }: { id: string }) {
  const { value: run, error, again } = useAnswer<Run>(runApi(id));
  const live = useRunStream(id);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const state = live.state?.state ?? run?.state;
  // Verdicts, figures and values come with the end.
  useEffect(() => {
    if (live.state) again();
  }, [live.state?.state, live.state?.passed, live.state?.failed]);
  if (error && !run) return <Missing title={id} sentence={error} back="/runs" />;
  if (!run) return <p>…</p>;
  const act = async (what: "pause" | "resume" | "stop" | "remove") => {
    setBusy(true);
    setWrong(null);
    try {
      await post(`${runApi(id)}/${what}`);
      // A run that never began is gone with its place in the queue.
      if (what === "remove" && run.configuration === "") {
        go("/runs");
        return;
      }
      if (what !== "pause") again();
      if (what === "resume" || what === "remove") window.dispatchEvent(new Event("gyre:resumed"));
    } catch (failure) {
      setWrong((failure as Error).message);
    }
    setBusy(false);
  };
  const line = live.state ?? run;
  const step = Math.max(line.step, live.steps.at(-1) ?? 0, live.progress?.step ?? 0);
  const problem = line.problem ?? run.problem;
  return (
    <>
      <p>
        <a href="/runs">Runs</a>
      </p>
      <h1>{run.title || id}</h1>
      <p class="lead">
        <span class={`tag ${state}`} data-state={state}>
          {line.place > 0 ? `waiting, ${ordinal(line.place)} in the queue` : state}
        </span>{" "}
        {line.started && (
          <>
            seed {run.seed} · {run.configuration === "" ? "asked for" : "started"} {moment(line.started)} ·
          </>
        )} {run.preset ? <a href={`/reproduce/${run.preset}`}>{run.preset}</a> : run.kind} ·{" "}
        <span class="mono">{id}</span>
      </p>
      {problem && <p class="error">{problem}</p>}
      {line.place > 0 && <p>It begins by itself when there is room: {line.place === 1 ? "it is next" : `${line.place - 1} before it`}. If the server ends before, it keeps its place until the server is started again.</p>}
      {state === "starting" && <p>Its process has begun and reads its input.</p>}
      {line.total_steps > 0 && (
        <div class="bar" role="progressbar" aria-label="Steps done" aria-valuemin={0} aria-valuemax={line.total_steps} aria-valuenow={step}>
          <i style={{ width: `${(100 * Math.min(step, line.total_steps)) / line.total_steps}%` }} />
        </div>
      )}
      <div class="row">
        {state === "running" && (
          <>
            <button disabled={busy} onClick={() => void act("pause")}>
              Pause
            </button>
            <button disabled={busy} onClick={() => void act("stop")}>
              Stop at once
            </button>
          </>
        )}
        {(state === "waiting" || state === "refused") && (
          <button disabled={busy} onClick={() => void act("remove")}>
            Remove
          </button>
        )}
        {(state === "stopped" || state === "killed") && (
          <button class="main" disabled={busy} onClick={() => void act("resume")}>
            Go on
          </button>
        )}
        {line.total_steps > 0 && (
          <span>
            step {step} of {line.total_steps}
          </span>
        )}
        {state === "running" && live.progress && <Times progress={live.progress} minutes={run.minutes} />}
        {state === "done" && (
          <a class="button" href={`${runApi(id)}/report`} target="_blank" rel="noreferrer">
            Report
          </a>
        )}
        {run.configuration !== "" && (
          <a class="button" href={`${runApi(id)}/export`} download>
            Export
          </a>
        )}
      </div>
      {wrong && (
        <p class="error" role="alert">
          {wrong}
        </p>
      )}
      {run.sentence && <p>{run.sentence}</p>}
      <Curves run={run} live={live} />
      {state === "running" && <LiveFigures run={id} frame={live.frame} />}
      {run.claims.length > 0 && <h2>Claims</h2>}
      {run.claims.length > 0 && <Claims claims={run.claims} />}
      <Notes notes={run.warnings} />
      {run.figures.length > 0 && (
        <>
          <h2>Figures</h2>
          <div class="grid figures-of-run">
            {run.figures.map((figure) => (
              <figure key={figure.id} class={figure.table ? "panel wide" : "panel"}>
                <div class="figure-head">
                  <h3>{figure.title}</h3>
                  <div class="tools">
                    <a class="button small" href={`${runApi(id)}/figures/${figure.id}.csv`} download>
                      CSV
                    </a>
                  </div>
                </div>
                {figure.table ? <TableFigure {...figure.table} /> : <img src={`${runApi(id)}/figures/${figure.id}.svg`} alt={figure.title} loading="lazy" />}
                <figcaption>{figure.caption}</figcaption>
              </figure>
            ))}
          </div>
        </>
      )}
      {Object.keys(run.values).length > 0 && (
        <details>
          <summary>All values ({Object.keys(run.values).length})</summary>
          <div class="scroll panel" tabIndex={0} role="region" aria-label="Values">
            <table>
              <tbody>
                {Object.entries(run.values).map(([name, value]) => (
                  <tr key={name}>
                    <td class="mono">{name}</td>
                    <td class="number">{brief(value, 6)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {run.arrays.length > 0 && (
        <details>
          <summary>Arrays ({run.arrays.length})</summary>
          <ul>
            {run.arrays.map((array) => (
              <li key={array.name}>
                <a href={`${runApi(id)}/arrays/${array.name}.npy`} download>
                  {array.name}
                </a>{" "}
                {array.type} [{array.shape.join(", ")}], {bytes(array.bytes)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Journal entries={live.journal} />
      {run.command_line.length > 0 && (
        <CodePanel
          code={[
            { label: "Command", text: `gyre ${run.command_line.join(" ")}` },
            ...(run.configuration === "" ? [] : [{ label: "TOML", text: run.configuration }]),
          ]}
        />
      )}
    </>
  );
}

/** Time gone since it was started or last continued, and what is left as far as the run itself can tell. */
function Times({ progress, minutes }: { progress: RunProgress; minutes: number }) {
  const { seconds_left: left, piece_seconds_left: piece, what, done, total } = progress;
  const analysing = progress.total_steps > 0 && progress.step >= progress.total_steps;
  return (
    <span data-time={progress.seconds_at_work}>
      {seconds(progress.seconds_at_work)} at work
      {what && total > 0 && ` · ${what} ${done} of ${total}${piece === null ? "" : `, about ${seconds(piece)} left of this`}`}
      {!analysing && left !== null && ` · about ${seconds(left)} left for the steps`}
      {analysing && " · final analyses"}
      {minutes > 0 && ` · the preset as it stands took ${duration(minutes)} on two cores`}
    </span>
  );
}

function Curves({ run, live }: { run: Run; live: Live }) {
  const [all, setAll] = useState(false);
  const names = Object.keys(live.columns);
  // What is claimed of comes first.
  const ordered = [...names].sort((a, b) => Number(bandOf(b, run.claims) !== undefined) - Number(bandOf(a, run.claims) !== undefined));
  const shown = all ? ordered : ordered.slice(0, FIRST_CURVES);
  if (names.length === 0 || live.steps.length < 2) return null;
  const x = thin(live.steps, MOST_POINTS);
  return (
    <>
      <h2>Curves</h2>
      <div class="grid">
        {shown.map((name, i) => {
          const band = bandOf(name, run.claims);
          return (
            <FigureFrame
              key={name}
              title={name.replaceAll("_", " ")}
              file={`${run.id}-${name}`}
              {...(band ? { caption: "The band is what the claim accepts at the end." } : {})}
              table={() => ({ header: ["step", name], rows: live.steps.map((step, t) => [step, live.columns[name]![t] ?? null]) })}
            >
              <LineChart
                x={x}
                xLabel="step"
                whole
                yLabel={name}
                lines={[{ label: name, values: thin(live.columns[name]!, MOST_POINTS), colour: CATEGORIES[i % CATEGORIES.length]! }]}
                {...(band ? { band } : {})}
                summary={`${name}: ${brief(live.columns[name]!.at(-1))} at step ${live.steps.at(-1)}`}
              />
            </FigureFrame>
          );
        })}
      </div>
      {names.length > FIRST_CURVES && (
        <p>
          <button onClick={() => setAll(!all)}>{all ? "Fewer curves" : `All ${names.length} curves`}</button>
        </p>
      )}
    </>
  );
}
