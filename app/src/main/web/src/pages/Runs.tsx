import { useEffect, useMemo, useState } from "preact/hooks";
import { post, runApi, runPage, runsQuery } from "../lib/api";
import { moment, ordinal } from "../lib/format";
import { go } from "../lib/router";
import { isSweep, passes, type RunLine, type SweepLine } from "../lib/types";
import { sweepPage } from "../lib/sweep";
import { useAnswer } from "../lib/useAnswer";

const LOOK_MILLIS = 2000;
const SHOWN = 200;

/** All runs and sweeps of the folder. */
export function Runs() {
  const { value, error, again } = useAnswer<{ folder: string; parallel: number; runs: (RunLine | SweepLine)[] }>("/api/runs");
  const [wanted, setWanted] = useState("");
  const [state, setState] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [wrong, setWrong] = useState<string | null>(null);
  const working = value?.runs.some((run) => passes(run.state)) ?? false;
  useEffect(() => {
    if (!working) return;
    const timer = window.setInterval(again, LOOK_MILLIS);
    return () => window.clearInterval(timer);
  }, [working, again]);
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    return (value?.runs ?? []).filter((run) => {
      const text = `${run.id} ${run.title} ${run.preset ?? ""} ${run.kind}${isSweep(run) ? "" : ` seed ${run.seed}`}`.toLowerCase();
      return (state === "" || run.state === state) && words.every((word) => text.includes(word));
    });
  }, [value, wanted, state]);
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const remove = async (id: string) => {
    setWrong(null);
    try {
      await post(`${runApi(id)}/remove`);
    } catch (failure) {
      setWrong((failure as Error).message);
    }
    again();
  };
  const queue = (value?.runs ?? []).filter((run) => run.state === "waiting").length;
  return (
    <>
      <h1>Runs</h1>
      <p class="lead">
        In <span class="mono">{value?.folder ?? "…"}</span>, from this page or from a terminal.
      </p>
      {error && <p class="error">{error}</p>}
      {wrong && (
        <p class="error" role="alert">
          {wrong}
        </p>
      )}
      {queue > 0 && (
        <p data-queue={queue}>
          {queue} {queue === 1 ? "run waits" : "runs wait"}: {value!.parallel} at a time {value!.parallel === 1 ? "is" : "are"} at work in this folder.
        </p>
      )}
      <div class="row">
        <label for="find">Find</label>
        <input id="find" type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        <label for="state">State</label>
        <select id="state" value={state} onChange={(event) => setState(event.currentTarget.value)}>
          <option value="">any</option>
          {["waiting", "starting", "running", "done", "stopped", "killed", "failed", "refused", "unreadable"].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <button disabled={chosen.size < 2} onClick={() => go(`/compare?${runsQuery([...chosen])}`)}>
          Compare {chosen.size > 0 ? chosen.size : ""}
        </button>
        <span role="status">{value ? `${found.length} of ${value.runs.length}` : ""}</span>
      </div>
      {value && value.runs.length === 0 && (
        <p>
          There is none yet. <a href="/reproduce">Start one</a>, or type <span class="mono">gyre run PRESET</span> or <span class="mono">gyre sweep FILE.toml</span> in a terminal in this folder.
        </p>
      )}
      {found.length > 0 && (
        <div class="scroll panel" tabIndex={0} role="region" aria-label="Runs">
          <table>
            <thead>
              <tr>
                <th>
                  <span class="sr">chosen</span>
                </th>
                <th>run</th>
                <th>state</th>
                <th class="number">steps</th>
                <th>claims</th>
                <th class="number">seed</th>
                <th>started</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, shown).map((run) => (
                <tr key={run.id}>
                  <td>
                    {!isSweep(run) && <input type="checkbox" aria-label={`choose ${run.id}`} checked={chosen.has(run.id)} onChange={(event) => choose(run.id, event.currentTarget.checked)} />}
                  </td>
                  <td>
                    <a href={isSweep(run) ? sweepPage(run.id) : runPage(run.id)}>{run.title || run.id}</a>
                    {isSweep(run) && (
                      <>
                        {" "}
                        <span class="tag">sweep</span>
                      </>
                    )}
                    <div class="small mono">{run.id}</div>
                    {run.problem && <div class="error small">{run.problem}</div>}
                  </td>
                  <td>
                    <span class={`tag ${run.state}`}>{run.place > 0 ? `waiting, ${ordinal(run.place)} in the queue` : run.state}</span>{" "}
                    {(run.state === "waiting" || run.state === "refused") && (
                      <button class="small" aria-label={`remove ${run.id} from the queue`} onClick={() => void remove(run.id)}>
                        Remove
                      </button>
                    )}
                  </td>
                  <td class="number">
                    {run.total_steps > 0 ? `${run.step} / ${run.total_steps}` : ""}
                    {isSweep(run) && run.total_steps > 0 && <div class="small">points</div>}
                  </td>
                  {isSweep(run) ? (
                    <td>{run.failed_points > 0 && <span class="tag fail">{run.failed_points === 1 ? "1 point failed" : `${run.failed_points} points failed`}</span>}</td>
                  ) : (
                    <td>
                      {run.passed > 0 && <span class="tag pass">{run.passed} pass</span>} {run.failed > 0 && <span class="tag fail">{run.failed} fail</span>}
                      {run.untested > 0 && <span class="tag">{run.untested} untested</span>}
                    </td>
                  )}
                  <td class="number">{isSweep(run) ? "" : run.seed}</td>
                  <td>{run.started && moment(run.started)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {found.length > shown && <button onClick={() => setShown(shown + SHOWN)}>Show {Math.min(SHOWN, found.length - shown)} more</button>}
        </div>
      )}
    </>
  );
}
