import { useMemo } from "preact/hooks";
import { Raster } from "../parts/Raster";
import { spikesOf } from "../lib/spikes";
import { useAnswer } from "../lib/useAnswer";
import { brief } from "../lib/format";

interface Small {
  raster: number[];
  information: number;
  limit: number;
}

/** Three doors. */
export function Home() {
  const { value } = useAnswer<Small>("/api/play/network?units=12&wiring=log-normal&coupling=1.5&steps=300");
  const spikes = useMemo(() => (value ? spikesOf(value.raster, value.limit) : null), [value]);
  return (
    <>
      <h1>Information that flows through recurrent networks</h1>
      <p class="lead">
        Measure it, maximise it, and see where it comes from: in networks that you build, in the experiments of five papers,
        and in your own recordings.
      </p>
      <div class="doors">
        <a class="panel door" href="/play">
          <h2>Play</h2>
          <p>Turn the weight of a neuron, the coupling of a network, the bin of a recording, and watch what follows.</p>
        </a>
        <a class="panel door" href="/reproduce">
          <h2>Reproduce</h2>
          <p>Run the experiments of the papers on this machine and see each claim pass or fail.</p>
        </a>
        <a class="panel door" href="/measure">
          <h2>Measure</h2>
          <p>Drop a recording of spikes: rates, correlations, information, avalanches, with what to beware of.</p>
        </a>
      </div>
      {value && spikes && (
        <figure class="panel" aria-label="A network at work">
          <Raster steps={value.raster.length} units={value.limit} times={spikes.times} ids={spikes.ids} height={190} summary="Spikes of twelve units" />
          <figcaption>
            Twelve units with random log-normal weights. Each state tells {brief(value.information, 3)} bits about the next, of twelve at most: counted
            over all 4096 states. <a href="/play/network?units=12&wiring=log-normal&coupling=1.5&steps=300">Change it</a>.
          </figcaption>
        </figure>
      )}
    </>
  );
}
