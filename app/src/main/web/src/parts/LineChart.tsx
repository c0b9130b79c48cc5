import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { token, useTheme } from "../lib/colour";
import { brief } from "../lib/format";
import { type Band, labelsOf, rangeOf } from "./axis";

export interface Line {
  label: string;
  values: ArrayLike<number | null>;
  colour: string;
  /** Points without a line between them. */
  points?: boolean;
  dash?: number[];
}

interface Props {
  x: ArrayLike<number>;
  lines: Line[];
  xLabel: string;
  yLabel: string;
  log?: boolean;
  /** The x axis counts: no marks between whole numbers. */
  whole?: boolean;
  band?: Band;
  /** A place on the x axis. */
  cursor?: number;
  height?: number;
  /** What a screen reader says. */
  summary: string;
}

const SIDE = 10;

/** 1, 2, 5, 10, … */
const WHOLE = Array.from({ length: 30 }, (_, k) => [1, 2, 5][k % 3]! * 10 ** Math.floor(k / 3));

/** Curves over one axis. */
export function LineChart(props: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const now = useRef(props);
  now.current = props;
  const [theme] = useTheme();
  const height = props.height ?? 230;
  const shape = props.lines.map((line) => line.label + line.colour + (line.points ?? "")).join("|") + props.xLabel + props.yLabel;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = new uPlot(options(props, element.clientWidth, height, now), dataOf(now.current), element);
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [theme, shape, props.log, height]);

  useEffect(() => {
    chart.current?.setData(dataOf(props));
  });

  return <div ref={place} role="img" aria-label={props.summary} />;
}

function dataOf({ x, lines }: Props): uPlot.AlignedData {
  return [Array.from(x), ...lines.map((line) => Array.from(line.values))] as uPlot.AlignedData;
}

function options(props: Props, width: number, height: number, now: { current: Props }): uPlot.Options {
  const ink = token("ink");
  const grid = { stroke: token("line"), width: 1 };
  const axis = { stroke: ink, grid, ticks: grid, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
  const labels = (_: uPlot, places: (number | null)[]) => labelsOf(places, props.log);
  const scale: uPlot.Scale = props.log ? { distr: 3, log: 10 } : { time: false };
  return {
    width,
    height,
    padding: [SIDE, 2 * SIDE, 0, 0],
    cursor: { y: false, drag: { x: !props.log, y: false } },
    legend: { show: props.lines.length > 1 || !props.log, live: true },
    scales: {
      x: { ...scale, time: false },
      y: {
        ...scale,
        ...(props.log
          ? {}
          : {
              range: (_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax => rangeOf(low, high, now.current.band),
            }),
      },
    },
    axes: [
      { ...axis, label: props.xLabel, labelSize: 22, size: 34, values: labels, ...(props.whole ? { incrs: WHOLE } : {}) },
      { ...axis, label: props.yLabel, labelSize: 22, size: 60, values: labels },
    ],
    series: [
      { label: props.xLabel, value: shown },
      ...props.lines.map((line): uPlot.Series => ({
        label: line.label,
        value: shown,
        stroke: line.colour,
        width: 2,
        ...(line.dash ? { dash: line.dash } : {}),
        ...(line.points
          ? { paths: () => null, points: { show: true, size: 6, fill: line.colour } }
          : { points: { show: false } }),
        spanGaps: true,
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawBehind(plot, now.current)],
    },
  };
}

function shown(_: uPlot, value: number | null): string {
  return value === null || value === undefined ? "" : brief(value);
}

function drawBehind(plot: uPlot, { band, cursor }: Props) {
  const { ctx } = plot;
  const { left, top, width, height } = plot.bbox;
  ctx.save();
  if (band) {
    const high = band.to === null ? top : plot.valToPos(band.to, "y", true);
    const low = band.from === null ? top + height : plot.valToPos(band.from, "y", true);
    ctx.fillStyle = token("band");
    const from = Math.max(top, Math.min(high, low));
    const to = Math.min(top + height, Math.max(high, low));
    ctx.fillRect(left, from, width, Math.max(2, to - from));
  }
  if (cursor !== undefined) {
    ctx.strokeStyle = token("warm");
    ctx.lineWidth = 2;
    ctx.setLineDash([5, 4]);
    const x = plot.valToPos(cursor, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
  }
  ctx.restore();
}
