import { useEffect, useMemo, useState } from "preact/hooks";
import { get } from "../lib/api";
import { token } from "../lib/colour";
import { FigureFrame } from "../parts/FigureFrame";
import { Formula } from "../parts/Formula";
import { LineChart } from "../parts/LineChart";
import { Matrix } from "../parts/Matrix";
import { Readout } from "../parts/Readout";
import { type Answer, useExplorable } from "./explorable";
import { SpikeTrace } from "./SpikeTrace";
import { Stage } from "./Stage";

interface UnitAnswer extends Answer {
  input_spikes: number[];
  output_spikes: number[];
  membrane: number[];
  traced: number;
  credit: number[];
  contributing_spikes: number | null;
  integration_interval: number | null;
  rate_curve: { interval: number[]; rate: number[] };
  share: number;
  cursor: { two: number | null; three: number | null; endless: number | null };
  needed: number | null;
}

interface Phase {
  weights: number[];
  leaks: number[];
  two: (number | null)[][];
  three: (number | null)[][];
  endless: (number | null)[][];
}

const DIAGRAMS = [
  ["two", "two spikes"],
  ["three", "three spikes"],
  ["endless", "any number of spikes"],
] as const;

/** One leaky integrate-and-fire unit. */
export function UnitPage() {
  const explorable = useExplorable<UnitAnswer>("unit");
  const { values, turn } = explorable;
  const [phase, setPhase] = useState<Phase | null>(null);
  const [diagram, setDiagram] = useState<"two" | "three" | "endless">("endless");
  useEffect(() => {
    get<Phase>("/api/play/unit/phase").then(setPhase, () => setPhase(null));
  }, []);
  const logged = useMemo(
    () => phase?.[diagram].map((row) => row.map((interval) => (interval === null ? null : interval === 0 ? null : Math.log10(interval)))) ?? [],
    [phase, diagram],
  );
  const idle = (key: string) =>
    (key === "steepness" && values["surrogate"] === "flat") ||
    (key === "rate" && values["pattern"] !== "poisson") ||
    (key === "seed" && values["pattern"] !== "poisson") ||
    (key === "spikes" && values["pattern"] !== "given");
  const spikes = (list: number[]) => turn({ pattern: "given", spikes: list.join(",") });
  return (
    <Stage
      title="One unit that integrates and fires"
      explorable={explorable}
      idle={idle}
      story={
        <>
          <p class="lead">Does a neuron count its input spikes, or does it wait for some that come together? A weight and a leak decide.</p>
          <p>
            Every step the membrane keeps a part of what it had and adds the weight for an input spike; when it reaches the
            threshold, the unit fires and forgets. With a small weight and no leak it is an <em>integrator</em>; with a large
            weight and a large leak it is a <em>coincidence detector</em>, which can fire at the very same steps. What
            differs is the credit: when learning sends an error back from an output spike, each input spike gets a share
            of it.
          </p>
          <Formula tex="V_t = w\,x_t + (1-l)\,V_{t-1}\,[V_{t-1} < \theta], \qquad \frac{\partial S_{t^*}}{\partial w_t} = \sigma'(V_{t^*}-\theta)\,(1-l)^{\,t^*-t}" />
          <p>
            Drag the input spikes, click between them to add one, press Delete on one to remove it; click an output spike
            to see whom it credits.{" "}
            <a href="/play/unit?weight=0.099&leak=0">Integrator</a>, <a href="/play/unit">mixed</a>,{" "}
            <a href="/play/unit?weight=0.5&leak=0.3">coincidence detector</a>: the three settings of the paper (Gerum and
            Schilling 2021).
          </p>
        </>
      }
    >
      {(answer) => (
        <>
          <FigureFrame
            wide
            title="Spikes, membrane and credit"
            file="unit"
            caption="From top to bottom: the credit of each input spike for the traced output spike (dashed), input spikes, membrane potential before its reset, output spikes."
            table={() => ({
              header: ["step", "membrane", "input", "output"],
              rows: answer.membrane.map((v, t) => [t, v, answer.input_spikes.includes(t) ? 1 : 0, answer.output_spikes.includes(t) ? 1 : 0]),
            })}
          >
            <SpikeTrace
              steps={answer.membrane.length}
              inputs={answer.input_spikes}
              outputs={answer.output_spikes}
              membrane={answer.membrane}
              credit={answer.credit}
              traced={answer.traced}
              threshold={Number(answer.settings["threshold"])}
              onSpikes={spikes}
              onTrace={(number) => turn({ traced: String(number) })}
            />
          </FigureFrame>
          <div class="panel wide">
            <Readout
              readings={[
                { id: "output_spikes", label: "output spikes", value: answer.output_spikes.length },
                { id: "contributing_spikes", label: "contributing input spikes", value: answer.contributing_spikes },
                { id: "integration_interval", label: "integration interval", value: answer.integration_interval, unit: "steps" },
                { id: "cursor_two", label: "two spikes fire up to", value: answer.cursor.two === null ? "any interval" : answer.cursor.two === 0 ? "never" : answer.cursor.two, unit: "steps" },
                { id: "cursor_endless", label: "any number fire up to", value: answer.cursor.endless === null ? "any interval" : answer.cursor.endless === 0 ? "never" : answer.cursor.endless, unit: "steps" },
                { id: "needed", label: `spikes needed every ${String(answer.settings["interval"])} steps`, value: answer.needed ?? "never enough" },
              ]}
            />
          </div>
          <FigureFrame
            title="Phase diagram"
            file="phase-diagram"
            caption={
              <>
                The longest interval between {DIAGRAMS.find(([key]) => key === diagram)![1]} of regular input with which the
                unit fires (colours: its decimal logarithm; empty: it never does). Drag in it to move.{" "}
                {DIAGRAMS.map(([key, label]) => (
                  <button key={key} class="small" aria-pressed={key === diagram} onClick={() => setDiagram(key)}>
                    {label}
                  </button>
                ))}
              </>
            }
          >
            {phase && (
              <Matrix
                values={logged}
                upwards
                height={230}
                rowLabel="leak"
                columnLabel="weight / threshold"
                mark={{ row: Number(answer.settings["leak"]) * phase.leaks.length, column: Math.min(1, answer.share) * phase.weights.length }}
                name={(row, column) => `w/\u03b8 ${phase.weights[column]!.toFixed(2)}, leak ${phase.leaks[row]!.toFixed(2)}, log10 interval`}
                onPick={(row, column) =>
                  turn({
                    weight: String(Math.round(phase.weights[column]! * Number(answer.settings["threshold"]) * 200) / 200),
                    leak: String(Math.round(phase.leaks[row]! * 200) / 200),
                  })
                }
                summary="Phase diagram of weight and leak with a cross at the present unit"
              />
            )}
          </FigureFrame>
          <FigureFrame
            title="Output rate at regular input"
            file="rate-curve"
            caption="Output spikes in a step against the interval of a regular input; dashed: the interval that is set."
            table={() => ({ header: ["interval", "rate"], rows: answer.rate_curve.interval.map((m, i) => [m, answer.rate_curve.rate[i]!]) })}
          >
            <LineChart
              x={answer.rate_curve.interval}
              xLabel="input interval (steps)"
              yLabel="output spikes per step"
              lines={[{ label: "rate", values: answer.rate_curve.rate, colour: token("accent") }]}
              cursor={Number(answer.settings["interval"])}
              summary="Output rate against the interval of a regular input"
            />
          </FigureFrame>
        </>
      )}
    </Stage>
  );
}
