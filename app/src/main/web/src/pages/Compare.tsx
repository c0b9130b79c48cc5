import { useEffect, useMemo, useState } from "preact/hooks";
import { getNpy, runApi, runPage, runsQuery } from "../lib/api";
import { thin } from "../lib/band";
import { CATEGORIES } from "../lib/colour";
import { brief } from "../lib/format";
import { usePlace } from "../lib/router";
import type { Run } from "../lib/types";
import { useAnswer } from "../lib/useAnswer";
import { FigureFrame } from "../parts/FigureFrame";
import { LineChart } from "../parts/LineChart";
import { Missing } from "../parts/Missing";
import { Notes } from "../parts/Notes";

interface Comparison {
  runs: { name: string; kind: string; status: string; step: number; seed: number }[];
  configuration: Record<string, unknown[]>;
  claims: { id: string; sentence: string; paper: string; ours: (number | null)[]; verdicts: (string | null)[] }[];
  values: Record<string, (number | null)[]>;
  warnings: string[];
}

const MOST_POINTS = 1500;

/** Runs side by side. */
export function Compare() {
  const { query } = usePlace();
  const ids = useMemo(() => query.getAll("run"), [query]);
  const { value, error } = useAnswer<Comparison>(`/api/compare?${runsQuery(ids)}`);
  const first = useAnswer<Run>(ids[0] ? runApi(ids[0]) : null);
  const columns = first.value?.columns ?? [];
  const [column, setColumn] = useState("");
  const shown = column || columns[0] || "";
  if (error) return <Missing title="Compare" sentence={error} back="/runs" />;
  if (!value) return <p>…</p>;
  const letter = (i: number) => String.fromCharCode(65 + i);
  const heads = value.runs.map((run, i) => (
    <th key={run.name} class="number">
      {letter(i)}
    </th>
  ));
  return (
    <>
      <p>
        <a href="/runs">Runs</a>
      </p>
      <h1>Compare</h1>
      <div class="scroll panel" tabIndex={0} role="region" aria-label="Runs">
        <table>
          <tbody>
            {value.runs.map((run, i) => (
              <tr key={run.name}>
                <td>
                  <strong style={{ color: CATEGORIES[i % CATEGORIES.length] }}>{letter(i)}</strong>
                </td>
                <td>
                  <a href={runPage(ids[i]!)}>{run.name}</a>
                </td>
                <td>{run.status}</td>
                <td class="number">step {run.step}</td>
                <td class="number">seed {run.seed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Notes notes={value.warnings} />
      {columns.length > 0 && (
        <>
          <h2>Curves</h2>
          <div class="row">
            <label for="column">Column</label>
            <select id="column" value={shown} onChange={(event) => setColumn(event.currentTarget.value)}>
              {columns.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </div>
          <Overlay ids={ids} column={shown} />
        </>
      )}
      <h2>Configuration</h2>
      {Object.keys(value.configuration).length === 0 ? (
        <p>The configurations are equal.</p>
      ) : (
        <Table label="Configuration" name="setting" heads={heads} rows={Object.entries(value.configuration).map(([key, values]) => [key, values.map((v) => (v === null ? "–" : typeof v === "object" ? JSON.stringify(v) : String(v)))])} />
      )}
      {value.claims.length > 0 && (
        <>
          <h2>Claims</h2>
          <Table label="Claims" name="claim" heads={heads} rows={value.claims.map((claim) => [claim.sentence, claim.ours.map((ours, i) => `${brief(ours)} ${claim.verdicts[i] ?? ""}`)])} />
        </>
      )}
      <h2>Values</h2>
      <Table label="Values" name="value" heads={heads} rows={Object.entries(value.values).map(([name, values]) => [name, values.map((v) => brief(v, 5))])} />
    </>
  );
}

function Table({ label, name, heads, rows }: { label: string; name: string; heads: preact.JSX.Element[]; rows: [string, string[]][] }) {
  if (rows.length === 0) return <p>None yet.</p>;
  return (
    <div class="scroll panel" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th>{name}</th>
            {heads}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, cells]) => (
            <tr key={key}>
              <td>{key}</td>
              {cells.map((cell, i) => (
                <td key={i} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Curve {
  steps: Float64Array;
  values: Float64Array;
}

function Overlay({ ids, column }: { ids: string[]; column: string }) {
  const [curves, setCurves] = useState<(Curve | null)[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    const read = async (id: string, name: string) => (await getNpy(`${runApi(id)}/columns/${name}.npy`, stop.signal)).values;
    void Promise.all(
      ids.map(async (id) => {
        try {
          return { steps: await read(id, "step"), values: await read(id, column) };
        } catch {
          return null; // a run of another kind has no such column
        }
      }),
    ).then((all) => {
      if (!stop.signal.aborted) setCurves(all);
    });
    return () => stop.abort();
  }, [ids, column]);
  const { x, lines } = useMemo(() => {
    const places = [...new Set(curves.flatMap((curve) => (curve ? thin(curve.steps, MOST_POINTS) : [])))].sort((a, b) => a - b);
    return {
      x: places,
      lines: curves.map((curve, i) => {
        const at = new Map<number, number>();
        curve?.steps.forEach((step, t) => at.set(step, curve.values[t]!));
        return {
          label: String.fromCharCode(65 + i),
          colour: CATEGORIES[i % CATEGORIES.length]!,
          values: places.map((step) => {
            const value = at.get(step);
            return value === undefined || Number.isNaN(value) ? null : value;
          }),
        };
      }),
    };
  }, [curves]);
  if (x.length < 2) return <p>There is no curve yet.</p>;
  return (
    <FigureFrame
      title={column.replaceAll("_", " ")}
      file={`compare-${column}`}
      table={() => ({ header: ["step", ...lines.map((line) => line.label)], rows: x.map((step, t) => [step, ...lines.map((line) => line.values[t] ?? null)]) })}
    >
      <LineChart x={x} xLabel="step" whole yLabel={column} lines={lines} height={300} summary={`${column} of ${ids.length} runs`} />
    </FigureFrame>
  );
}
