import { useRef } from "preact/hooks";
import { brief } from "../lib/format";

interface Props {
  steps: number;
  inputs: number[];
  outputs: number[];
  membrane: number[];
  credit: number[];
  traced: number;
  threshold: number;
  /** Input spikes after a spike was moved, added or removed. */
  onSpikes: (spikes: number[]) => void;
  onTrace: (number: number) => void;
}

const WIDTH = 900;
const LEFT = 78;
const RIGHT = 10;
const CREDIT = { top: 14, height: 70 };
const INPUT = { top: 104, height: 26 };
const MEMBRANE = { top: 146, height: 150 };
const OUTPUT = { top: 312, height: 26 };
const HEIGHT = 366;

/** Input spikes, the membrane, output spikes, and how much each input spike is credited with one of them. */
export function SpikeTrace({ steps, inputs, outputs, membrane, credit, traced, threshold, onSpikes, onTrace }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const x = (step: number) => LEFT + ((step + 0.5) / steps) * (WIDTH - LEFT - RIGHT);
  const high = membrane.reduce((most, v) => Math.max(most, v), threshold) * 1.08;
  const low = membrane.reduce((least, v) => Math.min(least, v), 0) * 1.08;
  const y = (v: number) => MEMBRANE.top + MEMBRANE.height * (1 - (v - low) / (high - low));
  const largest = credit.reduce((most, c) => Math.max(most, Math.abs(c)), 1e-12);
  const tracedStep = traced > 0 ? outputs[traced - 1]! : -1;

  const stepAt = (event: PointerEvent | MouseEvent) => {
    const box = svg.current!.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * WIDTH;
    return Math.max(0, Math.min(steps - 1, Math.floor(((at - LEFT) / (WIDTH - LEFT - RIGHT)) * steps)));
  };
  const move = (from: number, to: number) => {
    const at = Math.max(0, Math.min(steps - 1, to));
    if (at !== from && inputs.includes(at)) return from;
    onSpikes(inputs.map((step) => (step === from ? at : step)).sort((a, b) => a - b));
    return at;
  };
  const grab = (event: PointerEvent, spike: number) => {
    event.preventDefault();
    event.stopPropagation();
    let at = spike;
    let list = inputs;
    const dragged = (moved: PointerEvent) => {
      const to = stepAt(moved);
      if (to === at || list.includes(to)) return;
      list = list.map((step) => (step === at ? to : step)).sort((a, b) => a - b);
      at = to;
      onSpikes(list);
    };
    const dropped = () => {
      window.removeEventListener("pointermove", dragged);
      window.removeEventListener("pointerup", dropped);
    };
    window.addEventListener("pointermove", dragged);
    window.addEventListener("pointerup", dropped);
  };
  const path = membrane.map((v, t) => `${t === 0 ? "M" : "L"}${x(t).toFixed(1)} ${y(v).toFixed(1)}`).join("");

  return (
    <svg ref={svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="group" aria-label="Input spikes, membrane potential and output spikes over time">
      <text x={LEFT - 8} y={CREDIT.top + 40} text-anchor="end">
        credit
      </text>
      <text x={LEFT - 8} y={INPUT.top + 18} text-anchor="end">
        input
      </text>
      <text x={LEFT - 8} y={MEMBRANE.top + MEMBRANE.height / 2} text-anchor="end">
        membrane
      </text>
      <text x={LEFT - 8} y={OUTPUT.top + 18} text-anchor="end">
        output
      </text>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={CREDIT.top + CREDIT.height} y2={CREDIT.top + CREDIT.height} stroke="var(--line)" />
      {inputs.map((step, i) => (
        <line
          key={`c${step}`}
          x1={x(step)}
          x2={x(step)}
          y1={CREDIT.top + CREDIT.height}
          y2={CREDIT.top + CREDIT.height * (1 - Math.abs(credit[i] ?? 0) / largest)}
          stroke="var(--warm)"
          stroke-width="3.5"
        />
      ))}
      <text x={LEFT + 4} y={CREDIT.top + 8} class="soft">
        {traced > 0 ? `largest ${brief(largest, 3)} for output spike ${traced}` : "no output spike to trace"}
      </text>
      <rect
        x={LEFT}
        y={INPUT.top}
        width={WIDTH - LEFT - RIGHT}
        height={INPUT.height}
        fill="var(--field)"
        onClick={(event) => {
          const at = stepAt(event);
          if (!inputs.includes(at)) onSpikes([...inputs, at].sort((a, b) => a - b));
        }}
      >
        <title>Click to add a spike</title>
      </rect>
      {inputs.map((step, i) => (
        <g
          key={`i${i}`}
          class="handle spike"
          tabindex={0}
          role="slider"
          aria-label={`Input spike ${i + 1}`}
          aria-valuemin={0}
          aria-valuemax={steps - 1}
          aria-valuenow={step}
          aria-valuetext={`step ${step}, credit ${brief(credit[i] ?? 0, 3)}`}
          onPointerDown={(event) => grab(event, step)}
          onKeyDown={(event) => {
            const way = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
            if (way !== 0) {
              event.preventDefault();
              move(step, step + way);
            } else if (event.key === "Delete" || event.key === "Backspace") {
              event.preventDefault();
              onSpikes(inputs.filter((other) => other !== step));
            }
          }}
        >
          <rect x={x(step) - 6} y={INPUT.top} width="12" height={INPUT.height} fill="transparent" />
          <line class="mark" x1={x(step)} x2={x(step)} y1={INPUT.top + 2} y2={INPUT.top + INPUT.height - 2} stroke="var(--ink)" stroke-width="2.2" />
        </g>
      ))}
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(threshold)} y2={y(threshold)} stroke="var(--bad)" stroke-dasharray="5 4" />
      <text x={LEFT + 4} y={y(threshold) - 5} class="soft">
        threshold
      </text>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} stroke="var(--line)" />
      {tracedStep >= 0 && <line x1={x(tracedStep)} x2={x(tracedStep)} y1={CREDIT.top} y2={OUTPUT.top + OUTPUT.height} stroke="var(--warm)" stroke-dasharray="2 4" />}
      <path d={path} fill="none" stroke="var(--accent)" stroke-width="2" />
      {outputs.map((step, i) => (
        <g
          key={`o${step}`}
          class="handle"
          role="button"
          tabindex={0}
          aria-label={`Trace output spike ${i + 1} at step ${step}`}
          aria-pressed={i + 1 === traced}
          onClick={() => onTrace(i + 1)}
          onKeyDown={(event) => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              onTrace(i + 1);
            }
          }}
        >
          <rect x={x(step) - 7} y={OUTPUT.top} width="14" height={OUTPUT.height} fill="transparent" />
          <line class="mark" x1={x(step)} x2={x(step)} y1={OUTPUT.top + 2} y2={OUTPUT.top + OUTPUT.height - 2} stroke={i + 1 === traced ? "var(--warm)" : "var(--ink)"} stroke-width="3" />
        </g>
      ))}
      <text x={LEFT} y={HEIGHT - 8} class="soft">
        0
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 8} text-anchor="end" class="soft">
        {steps} steps
      </text>
    </svg>
  );
}
