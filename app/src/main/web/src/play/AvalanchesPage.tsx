import { useMemo } from "preact/hooks";
import { CATEGORIES } from "../lib/colour";
import { FigureFrame } from "../parts/FigureFrame";
import { Formula } from "../parts/Formula";
import { LineChart } from "../parts/LineChart";
import { Raster } from "../parts/Raster";
import { Readout } from "../parts/Readout";
import { type Answer, useExplorable } from "./explorable";
import { Stage } from "./Stage";

interface Sizes {
  avalanches: number;
  largest: number;
  sizes: number[];
  density: number[];
  exponent: number | null;
  standard_error: number | null;
  fitted: number;
}

interface AvalancheAnswer extends Answer {
  raster: { from: number; steps: number; seen_units: number; times: number[]; units: number[] };
  spikes: number;
  seen_spikes: number;
  mean_interval: number | null;
  seen: Sizes;
  whole: Sizes;
  law: { sizes: number[]; probability: number[] };
  truth: number | null;
  branching: { true: number; naive: number | null; multistep: number | null };
}

/** Points of several curves over one axis. */
export function merge(curves: { x: number[]; y: number[] }[]): { x: number[]; ys: (number | null)[][] } {
  const x = [...new Set(curves.flatMap((curve) => curve.x))].sort((a, b) => a - b);
  const ys = curves.map((curve) => {
    const at = new Map(curve.x.map((place, i) => [place, curve.y[i]!]));
    return x.map((place) => {
      const value = at.get(place);
      return value === undefined || !(value > 0) ? null : value;
    });
  });
  return { x, ys };
}

/** What bins and subsampling do to avalanches. */
export function AvalanchesPage() {
  const explorable = useExplorable<AvalancheAnswer>("avalanches");
  return (
    <Stage
      title="Avalanches, and how to be fooled by them"
      explorable={explorable}
      story={
        <>
          <p class="lead">The exponent that a recording shows depends on the bins and on how many units are seen. The network is the same all along.</p>
          <p>
            Each spike causes m others on average. At m = 1 the sizes of avalanches follow a power law with exponent 3/2;
            below, it bends down. Now change only what the observer does: wider bins join avalanches, and unseen units cut
            them. A slope can be found in either case, with a small error bar. The branching ratio from one bin to the
            next is fooled alike; its multistep estimate, which looks at many lags, hardly.
          </p>
          <Formula tex="P(s) = \frac{e^{-ms}(ms)^{s-1}}{s!} \;\sim\; s^{-3/2}\quad (m = 1)" />
          <p>
            <a href="/play/avalanches">Everything seen</a>, <a href="/play/avalanches?seen=0.1">a tenth of the units</a>,{" "}
            <a href="/play/avalanches?seen=0.1&bin=32">and bins of 32 steps</a>,{" "}
            <a href="/play/avalanches?branching=0.9&bin=8">far from critical, wide bins</a>.
          </p>
        </>
      }
    >
      {(answer) => <Figures answer={answer} />}
    </Stage>
  );
}

function Figures({ answer }: { answer: AvalancheAnswer }) {
  const { x, ys } = useMemo(() => {
    const from = Number(answer.settings["from"]);
    const to = Number(answer.settings["to"]);
    const { exponent, sizes, density } = answer.seen;
    // Through the middle of what is fitted, by weight.
    const inside = sizes.map((size, i) => [size, density[i]!] as const).filter(([size]) => size >= from && size <= to);
    const shift = inside.reduce((sum, [size, p]) => sum + Math.log(p) + (exponent ?? 0) * Math.log(size), 0) / Math.max(1, inside.length);
    const ends = exponent === null || inside.length === 0 ? [] : [from, to];
    return merge([
      { x: answer.whole.sizes, y: answer.whole.density },
      { x: sizes, y: density },
      { x: answer.law.sizes, y: answer.law.probability },
      { x: ends, y: ends.map((size) => Math.exp(shift - (exponent ?? 0) * Math.log(size))) },
    ]);
  }, [answer]);
  return (
    <>
      <div class="panel wide">
        <Readout
          readings={[
            { id: "exponent", label: "exponent as observed", value: answer.seen.exponent, unit: answer.seen.standard_error === null ? "" : `\u00b1 ${answer.seen.standard_error.toFixed(3)}` },
            { id: "exponent_whole", label: "all units, bins of 1", value: answer.whole.exponent, unit: answer.whole.standard_error === null ? "" : `\u00b1 ${answer.whole.standard_error.toFixed(3)}` },
            { id: "truth", label: "of the law", value: answer.truth ?? "no power law" },
            { id: "branching_true", label: "branching ratio m", value: answer.branching.true },
            { id: "branching_naive", label: "from one bin to the next", value: answer.branching.naive },
            { id: "branching_multistep", label: "multistep", value: answer.branching.multistep },
            { id: "avalanches", label: "avalanches seen", value: answer.seen.avalanches },
            { id: "mean_interval", label: "mean interval of spikes", value: answer.mean_interval, unit: "steps" },
          ]}
        />
      </div>
      <FigureFrame
        wide
        title="Sizes of avalanches"
        file="avalanche-sizes"
        caption="Density of sizes in logarithmic bins. Grey: all units in bins of one step. Blue: as observed. Line: the law of Borel for this m. Dashed: the power law fitted to what is observed."
        table={() => ({ header: ["size", "density"], rows: answer.seen.sizes.map((size, i) => [size, answer.seen.density[i]!]) })}
      >
        <LineChart
          log
          height={330}
          x={x}
          xLabel="size (spikes)"
          yLabel="density"
          lines={[
            { label: "all units, bins of 1", values: ys[0]!, colour: "#8a8f96", points: true },
            { label: "as observed", values: ys[1]!, colour: CATEGORIES[0]!, points: true },
            { label: "Borel", values: ys[2]!, colour: CATEGORIES[2]! },
            { label: "fit", values: ys[3]!, colour: CATEGORIES[1]!, dash: [7, 5] },
          ]}
          summary={`Sizes of ${answer.seen.avalanches} avalanches; fitted exponent ${answer.seen.exponent ?? "none"}`}
        />
      </FigureFrame>
      <FigureFrame
        wide
        title="A stretch of the recording"
        file="avalanche-raster"
        caption={`The ${answer.raster.steps} steps around the largest activity, from step ${answer.raster.from} on; only units that are seen.`}
        table={() => ({ header: ["step", "unit"], rows: answer.raster.times.map((t, i) => [t + answer.raster.from, answer.raster.units[i]! + 1]) })}
      >
        <Raster steps={answer.raster.steps} units={answer.raster.seen_units} times={answer.raster.times} ids={answer.raster.units} summary={`${answer.raster.times.length} spikes`} />
      </FigureFrame>
    </>
  );
}
