import { useState } from "preact/hooks";
import { post, runPage } from "../lib/api";
import { duration } from "../lib/format";
import { go } from "../lib/router";
import { passes, type Preset, type RunLine } from "../lib/types";
import { useAnswer } from "../lib/useAnswer";
import { Claims } from "../parts/Claims";
import { Missing } from "../parts/Missing";

/** A preset before it is run. */
export function PresetPage({ id }: { id: string }) {
  const { value, error } = useAnswer<Preset>(`/api/presets/${id}`);
  const { value: runs } = useAnswer<{ parallel: number; runs: RunLine[] }>("/api/runs");
  const [seed, setSeed] = useState("");
  const [set, setSet] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const start = async (event: Event) => {
    event.preventDefault();
    setStarting(true);
    setWrong(null);
    try {
      const overrides = set.split("\n").map((line) => line.trim()).filter(Boolean);
      const { run } = await post<{ run: string }>("/api/runs", {
        preset: id,
        set: overrides,
        ...(seed.trim() ? { seed: Number(seed) } : {}),
      });
      go(runPage(run));
    } catch (failure) {
      setWrong((failure as Error).message);
      setStarting(false);
    }
  };
  // What is before it, as far as is known: a run that is started now begins when there is room.
  const before = (runs?.runs ?? []).filter((run) => passes(run.state));
  const atWork = before.filter((run) => run.state !== "waiting").length;
  if (error) return <Missing title={id} sentence={error} back="/reproduce" />;
  if (!value) return <p>…</p>;
  return (
    <>
      <p>
        <a href="/reproduce">Reproduce</a>
      </p>
      <h1>{value.title}</h1>
      <p class="lead">
        {value.paper} · {value.minutes > 0 ? `about ${duration(value.minutes)}` : "seconds"} on two cores of an x86-64 server · <span class="mono">{value.id}</span>
      </p>
      <p>{value.summary}</p>
      <form class="panel" onSubmit={(event) => void start(event)}>
        <div class="row">
          <button class="main" type="submit" disabled={starting}>
            {starting ? "Starting …" : "Start"}
          </button>
          <label for="seed">Seed</label>
          <input id="seed" inputMode="numeric" pattern="[0-9]*" size={8} value={seed} placeholder="as preset" onInput={(event) => setSeed(event.currentTarget.value)} />
          <span class="mono small">gyre run {value.id}{seed ? ` --seed ${seed}` : ""}</span>
        </div>
        {runs && atWork >= runs.parallel && (
          <p class="small" data-queue={before.length}>
            {atWork} {atWork === 1 ? "run is" : "runs are"} at work{before.length > atWork ? ` and ${before.length - atWork} waiting` : ""}: this one will wait for its turn, so that they do not disturb each other's timing.
            More at once: start the server with <span class="mono">gyre serve --parallel {runs.parallel + 1}</span>.
          </p>
        )}
        <details>
          <summary>Change settings</summary>
          <label for="set">One key=value in a line, as with --set</label>
          <textarea id="set" rows={3} style={{ width: "100%" }} class="mono" value={set} onInput={(event) => setSet(event.currentTarget.value)} />
        </details>
        {wrong && (
          <p class="error" role="alert">
            {wrong}
          </p>
        )}
      </form>
      <h2>Claims</h2>
      <Claims claims={value.claims} />
      <h2>Configuration</h2>
      <pre class="panel scroll" tabIndex={0}>
        {value.toml}
      </pre>
    </>
  );
}
