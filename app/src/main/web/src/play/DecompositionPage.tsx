import { CATEGORIES } from "../lib/colour";
import { Bars } from "../parts/Bars";
import { FigureFrame } from "../parts/FigureFrame";
import { Formula } from "../parts/Formula";
import { Readout } from "../parts/Readout";
import { type Answer, useExplorable } from "./explorable";
import { Stage } from "./Stage";

interface Atoms {
  redundant: number;
  unique_first: number;
  unique_second: number;
  synergistic: number;
}

interface DecompositionAnswer extends Answer {
  table: { s1: number; s2: number; y: number; p: number }[];
  total: number;
  first: number;
  second: number;
  measures: Record<string, Atoms & { label: string; source: string }>;
}

const NAMES: [keyof Atoms, string][] = [
  ["redundant", "redundant"],
  ["unique_first", "unique, first"],
  ["unique_second", "unique, second"],
  ["synergistic", "synergistic"],
];

/** One gate under four measures. */
export function DecompositionPage() {
  const explorable = useExplorable<DecompositionAnswer>("decomposition");
  return (
    <Stage
      title="Who tells what?"
      explorable={explorable}
      story={
        <>
          <p class="lead">Two sources tell about a target. What do both tell alike, what only one, and what only both together?</p>
          <p>
            Everyone agrees about the ends: of XOR neither source alone tells anything, so all is synergy. About the rest
            the measures of redundancy differ. Slide the gate from COPY (0) through AND (1) to XOR (2): for a copy of two
            independent sources I<sub>min</sub> finds a whole bit of redundancy, though the sources share nothing;
            shared exclusions make some parts negative, because a true symbol can mislead. Whatever the measure, the parts
            add up to the mutual information.
          </p>
          <Formula tex="I(S_1,S_2;Y) = \Pi_{\{1\}\{2\}} + \Pi_{\{1\}} + \Pi_{\{2\}} + \Pi_{\{12\}}, \qquad I(S_1;Y) = \Pi_{\{1\}\{2\}} + \Pi_{\{1\}}" />
          <p>
            <a href="/play/decomposition?gate=0">COPY</a>, <a href="/play/decomposition">AND</a>,{" "}
            <a href="/play/decomposition?gate=2">XOR</a>,{" "}
            <a href="/play/decomposition?gate=2&correlation=0.8">XOR of sources that share much</a>.
          </p>
        </>
      }
    >
      {(answer) => {
        const all = Object.values(answer.measures).flatMap((measure) => NAMES.map(([key]) => measure[key]));
        const low = Math.min(0, ...all) * 1.15;
        const high = Math.max(0.1, ...all) * 1.05;
        return (
          <>
            <div class="panel wide">
              <Readout
                readings={[
                  { id: "total", label: "both sources tell", value: answer.total, unit: "bits" },
                  { id: "first", label: "the first tells", value: answer.first, unit: "bits" },
                  { id: "second", label: "the second tells", value: answer.second, unit: "bits" },
                  { id: "synergy_broja", label: "synergy (BROJA)", value: answer.measures["broja"]!.synergistic, unit: "bits" },
                ]}
              />
            </div>
            {Object.entries(answer.measures).map(([name, measure]) => (
              <FigureFrame
                key={name}
                title={measure.label}
                file={`atoms-${name}`}
                caption={measure.source}
                table={() => ({ header: ["atom", "bits"], rows: NAMES.map(([key, label]) => [label, measure[key]]) })}
              >
                <Bars
                  bars={NAMES.map(([key, label], i) => ({ label, value: measure[key], colour: CATEGORIES[i]! }))}
                  low={low}
                  high={high}
                  unit="bits"
                  summary={`Atoms by ${measure.label}: ${NAMES.map(([key, label]) => `${label} ${measure[key].toFixed(3)}`).join(", ")} bits`}
                />
              </FigureFrame>
            ))}
            <div class="panel wide">
              <h3>The table of the gate</h3>
              <div class="scroll" tabIndex={0} role="region" aria-label="Atoms">
                <table>
                  <thead>
                    <tr>
                      <th>first</th>
                      <th>second</th>
                      <th>target</th>
                      <th class="number">probability</th>
                    </tr>
                  </thead>
                  <tbody>
                    {answer.table.map((row) => (
                      <tr key={`${row.s1}${row.s2}${row.y}`}>
                        <td>{row.s1}</td>
                        <td>{row.s2}</td>
                        <td>{row.y}</td>
                        <td class="number">{row.p.toFixed(4)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </div>
          </>
        );
      }}
    </Stage>
  );
}
