import { useEffect, useMemo, useState } from "preact/hooks";
import { spikesOf } from "../lib/spikes";
import { FigureFrame } from "../parts/FigureFrame";
import { Formula } from "../parts/Formula";
import { Matrix } from "../parts/Matrix";
import { Raster } from "../parts/Raster";
import { Readout } from "../parts/Readout";
import { StateGraph } from "../parts/StateGraph";
import { type Answer, useExplorable } from "./explorable";
import { Stage } from "./Stage";

export interface NetworkAnswer extends Answer {
  weights: number[][];
  raster: number[];
  information: number;
  entropy: number;
  divergence: number;
  c_rms: number;
  mean_pair_information: number;
  limit: number;
  recorded_information: number;
  /** By how much the plug-in value is above the exact one, in bits. */
  recorded_error: number;
  occupation: number[];
  next: number[];
  basin: number[];
  attractors: { period: number; basin: number; states: number[] }[];
}

const FRAME_MILLIS = 120;

/** A small recurrent network with all its states. */
export function NetworkPage() {
  const explorable = useExplorable<NetworkAnswer>("network");
  const { values } = explorable;
  const [playing, setPlaying] = useState(false);
  const [head, setHead] = useState(0);
  useEffect(() => {
    if (!playing) return;
    const timer = window.setInterval(() => setHead((step) => step + 1), FRAME_MILLIS);
    return () => window.clearInterval(timer);
  }, [playing]);
  const idle = (key: string) => key === "density" && (values["wiring"] === "rooks" || values["wiring"] === "autapses");
  return (
    <Stage
      title="A recurrent network, exactly"
      explorable={explorable}
      idle={idle}
      story={
        <>
          <p class="lead">How much does the state of a network tell about its next one? Enough order and enough variety are needed, and they work against each other.</p>
          <p>
            Each unit fires with a probability that grows with what it hears. The information flux is the entropy of the
            states minus what chance adds in each step (the divergence). Weak weights leave noise; strong ones freeze
            the network in a cycle. <em>N rooks</em> come nearest to the limit of one bit for each unit: every unit hears
            exactly one other. All numbers are exact: every state is counted.
          </p>
          <Formula tex="I[x_t; x_{t+1}] = H(\pi) - \sum_s \pi(s) \sum_i h\bigl(\sigma(\textstyle\sum_j W_{ij}\,s_j)\bigr)" />
          <p>
            Try <a href="/play/network?wiring=rooks&coupling=8">rooks with strong weights</a>,{" "}
            <a href="/play/network?coupling=0.5">weak random weights</a>,{" "}
            <a href="/play/network?coupling=10&noise=3">strong ones with noise</a>, or{" "}
            <a href="/play/network?steps=20">a recording of twenty steps</a>, in which the estimate that a recording alone
            allows is far off.
          </p>
        </>
      }
    >
      {(answer) => <Figures answer={answer} head={head % answer.raster.length} playing={playing} onPlay={() => setPlaying(!playing)} />}
    </Stage>
  );
}

function Figures({ answer, head, playing, onPlay }: { answer: NetworkAnswer; head: number; playing: boolean; onPlay: () => void }) {
  const units = answer.limit;
  const { times, ids } = useMemo(() => spikesOf(answer.raster, units), [answer.raster, units]);
  const cycles = useMemo(() => answer.attractors.map((attractor) => attractor.states), [answer.attractors]);
  const longest = answer.attractors.reduce((most, { period }) => Math.max(most, period), 0);
  return (
    <>
      <div class="panel wide">
        <Readout
          readings={[
            { id: "information", label: "information flux", value: answer.information, unit: `of ${units} bits` },
            { id: "entropy", label: "entropy", value: answer.entropy, unit: "bits" },
            { id: "divergence", label: "divergence", value: answer.divergence, unit: "bits" },
            { id: "c_rms", label: "C_RMS", value: answer.c_rms },
            { id: "mean_pair_information", label: "mean pair information", value: answer.mean_pair_information, unit: "bits" },
            { id: "recorded_information", label: "flux, plug-in from the raster", value: answer.recorded_information, unit: `bits, ${Math.abs(answer.recorded_error).toPrecision(2)} too ${answer.recorded_error < 0 ? "small" : "large"}` },
            { id: "attractors", label: "attractors, longest period", value: `${answer.attractors.length}, ${longest}` },
          ]}
        />
      </div>
      <FigureFrame
        wide
        title="Raster"
        file="raster"
        caption={
          <>
            Spikes of all units, after 200 steps to settle.{" "}
            <button class="small" aria-pressed={playing} onClick={onPlay}>
              {playing ? "Pause" : "Play along"}
            </button>{" "}
            shows each state in the graph below.
          </>
        }
        table={() => ({ header: ["step", "state"], rows: answer.raster.map((state, t) => [t, state]) })}
      >
        <Raster steps={answer.raster.length} units={units} times={times} ids={ids} {...(playing ? { head } : {})} height={170} summary={`${times.length} spikes of ${units} units`} />
      </FigureFrame>
      <FigureFrame
        title="Weights"
        file="weights"
        caption="Rows hear columns. Blue inhibits, orange excites."
        table={() => ({ header: answer.weights.map((_, j) => `from_${j + 1}`), rows: answer.weights })}
      >
        <Matrix values={answer.weights} signed rowLabel="to unit" columnLabel="from unit" height={300} summary={`Weights of ${units} units`} />
      </FigureFrame>
      <FigureFrame
        title="Where states go without chance"
        file="attractors"
        caption="Every state and its successor if each unit did what is more probable; a colour to each basin, rings are cycles. The size of a mark is how often the noisy network is there."
        table={() => ({ header: ["state", "next", "attractor", "probability"], rows: answer.next.map((next, state) => [state, next, answer.basin[state]! + 1, answer.occupation[state]!]) })}
      >
        <StateGraph
          next={answer.next}
          basin={answer.basin}
          cycles={cycles}
          units={units}
          occupation={answer.occupation}
          head={playing ? answer.raster[head] : undefined}
          height={330}
          summary={`${answer.next.length} states fall into ${answer.attractors.length} attractors`}
        />
      </FigureFrame>
    </>
  );
}
