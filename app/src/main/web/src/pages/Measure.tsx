import { useEffect, useState } from "preact/hooks";
import { get, post, upload } from "../lib/api";
import { brief, bytes } from "../lib/format";
import { numbersOf, type Row, type Table } from "../lib/numbers";
import { useAnswer } from "../lib/useAnswer";
import { CodePanel } from "../parts/CodePanel";
import { Notes } from "../parts/Notes";

interface Entry {
  name: string;
  folder: boolean;
  bytes: number;
}

interface Info {
  file: string;
  bytes: number;
  description: string;
  understood_as?: string;
  units?: number;
  spikes?: number;
  seconds?: number;
  mean_rate_hz?: number;
  /** Why it is no recording that could be surveyed, and what to say about it. */
  no_recording?: string;
  facts?: Record<string, string>;
  warnings: string[];
}

interface Job {
  file: string;
  command: string;
  state: "running" | "done" | "failed";
  progress: string;
  stopped: boolean;
  error: string;
  result: { sections: Record<string, Record<string, unknown>>; chapters: Record<string, Chapter>; omitted: { section: string; reason: string }[]; warnings?: string[] } | null;
}

/** What the numbers of a section are called: by their keys with dots between. */
interface Chapter {
  title: string;
  summary: string;
  names: Record<string, { label: string; unit: string; list: string }>;
}

interface Option {
  key: string;
  label: string;
  initial: string;
  why: string;
  choices?: string[];
}

const READING: Option[] = [
  { key: "time_unit", label: "unit of time", initial: "", choices: ["", "s", "ms", "us", "ticks"], why: "What spike times count; leave it empty where the file says so itself." },
  { key: "layout", label: "layout of a table", initial: "", choices: ["", "pairs", "columns", "binned"], why: "How a table lists spikes; by its content where it is empty." },
  { key: "duration", label: "duration", initial: "", why: "Such as 900s: silence at the end counts too. Empty: what the file says, else up to the last spike." },
];

const MEASURING: Option[] = [
  { key: "bin", label: "bin", initial: "4ms", why: "4 ms is usual for spikes of cultures; mean-isi takes the mean interval between spikes." },
  { key: "surrogates", label: "surrogates", initial: "100", why: "With 100 the smallest p-value is about .01; more take longer." },
  { key: "budget", label: "time budget", initial: "60s", why: "What does not fit is left out, and the page says so." },
  { key: "seed", label: "seed", initial: "1", why: "Of everything random; the same seed gives the same numbers." },
];

/** A recording: what it is, what to ask, what came out. */
export function Measure() {
  const [folder, setFolder] = useState("");
  const { value: listing, error: unlisted } = useAnswer<{ root: string; entries: Entry[] }>(`/api/files?folder=${encodeURIComponent(folder)}`);
  const [file, setFile] = useState<string | null>(null);
  const [info, setInfo] = useState<Info | null>(null);
  const [options, setOptions] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [busy, setBusy] = useState("");
  const [over, setOver] = useState(false);
  const reading = READING.map(({ key }) => options[key] ?? "").join("|");

  useEffect(() => {
    if (!file) return;
    const stop = new AbortController();
    const query = new URLSearchParams({ file });
    READING.forEach(({ key }) => options[key] && query.set(key, options[key]));
    setBusy("reading the file …");
    setInfo(null);
    get<Info>(`/api/files/info?${query}`, stop.signal).then(
      (answer) => {
        setInfo(answer);
        setWrong(null);
        setBusy("");
      },
      (failure: Error) => {
        if (stop.signal.aborted) return;
        setWrong(failure.message);
        setBusy("");
      },
    );
    return () => stop.abort();
  }, [file, reading]);

  const take = async (dropped: File | undefined) => {
    if (!dropped) return;
    setBusy(`taking ${dropped.name} …`);
    setWrong(null);
    setJob(null);
    try {
      setFile(await upload(dropped));
    } catch (failure) {
      setWrong((failure as Error).message);
    }
    setBusy("");
  };
  const start = async () => {
    setWrong(null);
    try {
      const answer = await post<{ job: string }>("/api/measure", { file, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== "")) });
      setJob(answer.job);
    } catch (failure) {
      setWrong((failure as Error).message);
    }
  };
  return (
    <>
      <h1>Measure</h1>
      <p class="lead">A recording of spikes, with every instrument that fits the time. It is read on this machine and goes nowhere else.</p>
      <div class="grid">
        <label
          class={`drop${over ? " over" : ""}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void take(event.dataTransfer?.files[0]);
          }}
        >
          <p>
            <strong>Drop a file here</strong>, or choose one:
          </p>
          <input type="file" id="file" onChange={(event) => void take(event.currentTarget.files?.[0])} />
        </label>
        <section class="panel" aria-label="Files of the working folder">
          <h3>
            In <span class="mono">{folder || listing?.root || "the working folder"}</span>
          </h3>
          {unlisted && <p class="error">{unlisted}</p>}
          <div style={{ maxHeight: "15rem", overflowY: "auto" }} tabIndex={0}>
            {folder && (
              <button class="small" onClick={() => setFolder(folder.split("/").slice(0, -1).join("/"))}>
                up
              </button>
            )}
            <table>
              <tbody>
                {(listing?.entries ?? []).map((entry) => {
                  const path = folder ? `${folder}/${entry.name}` : entry.name;
                  return (
                    <tr key={entry.name}>
                      <td>
                        <button
                          class="small"
                          onClick={() => {
                            if (entry.folder) {
                              setFolder(path);
                            } else {
                              setJob(null);
                              setFile(path);
                            }
                          }}
                        >
                          {entry.folder ? `${entry.name}/` : entry.name}
                        </button>
                      </td>
                      <td class="number">{entry.folder ? "" : bytes(entry.bytes)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      </div>
      {busy && <p role="status">{busy}</p>}
      {wrong && (
        <p class="error" role="alert">
          {wrong}
        </p>
      )}
      {info && <Understood info={info} />}
      {file && (info || wrong) && (
        <section class="panel" aria-label="Options">
          <div class="presets">
            {[...READING, ...MEASURING].map((option) => (
              <div key={option.key} class="dial">
                <label for={`option-${option.key}`}>{option.label}</label>
                {option.choices ? (
                  <select id={`option-${option.key}`} value={options[option.key] ?? ""} onChange={(event) => setOptions({ ...options, [option.key]: event.currentTarget.value })}>
                    {option.choices.map((choice) => (
                      <option key={choice} value={choice}>
                        {choice || "as the file says"}
                      </option>
                    ))}
                  </select>
                ) : (
                  <input id={`option-${option.key}`} type="text" placeholder={option.initial} value={options[option.key] ?? ""} onChange={(event) => setOptions({ ...options, [option.key]: event.currentTarget.value.trim() })} />
                )}
                <p class="why">{option.why}</p>
              </div>
            ))}
          </div>
          <button class="main" disabled={!info?.spikes} onClick={() => void start()}>
            Measure
          </button>
          {info?.no_recording && <p class="error">{info.no_recording}</p>}
        </section>
      )}
      {job && <Survey id={job} />}
    </>
  );
}

function Understood({ info }: { info: Info }) {
  const rows: [string, string][] = [["file", `${info.file}, ${bytes(info.bytes)}, ${info.description}`]];
  if (info.understood_as) rows.push(["understood as", info.understood_as]);
  if (info.units !== undefined) rows.push(["units", String(info.units)]);
  if (info.spikes !== undefined) rows.push(["spikes", String(info.spikes)]);
  if (info.seconds !== undefined) rows.push(["duration", `${brief(info.seconds)} s`]);
  if (info.mean_rate_hz !== undefined) rows.push(["mean rate", `${brief(info.mean_rate_hz)} Hz`]);
  Object.entries(info.facts ?? {}).forEach(([key, value]) => rows.push([key, value]));
  return (
    <section aria-label="What was understood">
      <h2>What was understood</h2>
      <div class="scroll panel">
        <table>
          <tbody>
            {rows.map(([key, value]) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                <td data-understood={key}>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Notes notes={info.warnings} />
    </section>
  );
}

/** The numbers of a section, named as in the report; what has a curve is there. */
function Section({ name, section, chapter }: { name: string; section: Record<string, unknown>; chapter: Chapter }) {
  const { rows, tables } = numbersOf(section, chapter.names);
  if (rows.length === 0 && tables.length === 0) return null;
  const few = rows.filter((row) => !row.detail);
  const more = rows.filter((row) => row.detail);
  const table = (shown: Row[]) => (
    <table>
      <tbody>
        {shown.map(({ key, label, unit, value, text }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td class="number" data-result={`${name}.${key}`} data-value={value === null ? "" : String(value)}>
              {text ?? (typeof value === "number" || value === null ? brief(value) : String(value))} {unit && <span class="unit">{unit}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <section class="panel" aria-label={chapter.title}>
      <h3>{chapter.title}</h3>
      <p class="small">{chapter.summary}</p>
      {few.length > 0 && table(few)}
      {more.length > 0 && (
        <details>
          <summary>{more.length} more numbers</summary>
          {table(more)}
        </details>
      )}
      {tables.map((one) => (
        <Listed key={one.key} table={one} />
      ))}
    </section>
  );
}

const LISTED = 10;

/** A table of a section, its first rows. */
function Listed({ table: { key, header, rows } }: { table: Table }) {
  const [all, setAll] = useState(false);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={header.join(", ")} data-list={key}>
      <table>
        <thead>
          <tr>
            {header.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, LISTED)).map((cells, i) => (
            <tr key={i}>
              {cells.map((cell, c) => (
                <td key={c} class={typeof cell === "number" ? "number" : ""}>
                  {typeof cell === "number" || cell === null ? brief(cell) : String(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > LISTED && (
        <button class="small" onClick={() => setAll(!all)}>
          {all ? `The first ${LISTED}` : `All ${rows.length}`}
        </button>
      )}
    </div>
  );
}

function Survey({ id }: { id: string }) {
  const [job, setJob] = useState<Job | null>(null);
  useEffect(() => {
    const source = new EventSource(`/api/measure/${id}/events`);
    source.addEventListener("survey", (event) => setJob(JSON.parse(event.data)));
    source.addEventListener("end", () => source.close());
    return () => source.close();
  }, [id]);
  if (!job) return <p>…</p>;
  return (
    <section aria-label="Results">
      <h2>Results</h2>
      <p>
        <span class={`tag ${job.state}`} data-survey={job.state}>
          {job.state}
        </span>{" "}
        {job.progress}{" "}
        {job.state === "running" && <button onClick={() => void post(`/api/measure/${id}/stop`)}>Stop with what is there</button>}
      </p>
      {job.error && (
        <p class="error" role="alert">
          {job.error}
        </p>
      )}
      {job.result?.warnings && <Notes notes={job.result.warnings} />}
      {job.state === "done" && (
        <>
          <p>
            <a class="button" href={`/api/measure/${id}/report`} target="_blank" rel="noreferrer">
              Open the report
            </a>{" "}
            with all figures and a paragraph on methods.
          </p>
          <div class="grid results">
            {Object.entries(job.result?.sections ?? {}).map(([name, section]) => (
              <Section key={name} name={name} section={section} chapter={job.result!.chapters[name]!} />
            ))}
          </div>
          {(job.result?.omitted.length ?? 0) > 0 && (
            <Notes notes={job.result!.omitted.map(({ section, reason }) => ({ sentence: `Left out: ${section} (${reason}).`, severity: "note" }))} />
          )}
        </>
      )}
      <CodePanel code={[{ label: "Command", text: job.command }]} />
    </section>
  );
}
