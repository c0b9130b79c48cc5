import { useState } from "preact/hooks";
import { duration } from "../lib/format";
import type { PresetLine } from "../lib/types";
import { useAnswer } from "../lib/useAnswer";

const GROUPS: Record<string, string> = {
  "recurrent-infomax": "Recurrent infomax",
  "information-flux": "Information flux of Boltzmann machines",
  lif: "Integrate-and-fire networks with surrogate gradients",
  adversarial: "Adversarial wake/sleep inference",
  infomorphic: "Infomorphic networks",
  estimators: "Estimators",
};

/** The experiments that are ready to run. */
export function Reproduce() {
  const { value, error } = useAnswer<{ presets: PresetLine[] }>("/api/presets");
  const [wanted, setWanted] = useState("");
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (value?.presets ?? []).filter((preset) => {
    const text = `${preset.id} ${preset.title} ${preset.summary} ${preset.paper}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(found.map((preset) => preset.id.split("/")[0]!))];
  return (
    <>
      <h1>Reproduce</h1>
      <p class="lead">Experiments with their claims. Each runs on this machine as a process of its own; it goes on when this page is closed. Times are those of the whole run as it stands, taken on two cores of an x86-64 server; a run whose settings are changed takes its own time.</p>
      <div class="row">
        <label for="find">Find</label>
        <input id="find" type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        <span role="status">{value ? `${found.length} of ${value.presets.length}` : ""}</span>
      </div>
      {error && <p class="error">{error}</p>}
      {groups.map((group) => (
        <section key={group}>
          <h2>{GROUPS[group] ?? group}</h2>
          <div class="presets">
            {found
              .filter((preset) => preset.id.startsWith(`${group}/`))
              .map((preset) => (
                <a key={preset.id} class="panel door" href={`/reproduce/${preset.id}`}>
                  <h3>{preset.title}</h3>
                  <p class="small">
                    {preset.paper} · {duration(preset.minutes)} · {preset.claims} {preset.claims === 1 ? "claim" : "claims"}
                  </p>
                </a>
              ))}
          </div>
        </section>
      ))}
    </>
  );
}
