import type { ComponentChildren } from "preact";
import { CodePanel } from "../parts/CodePanel";
import { Notes } from "../parts/Notes";
import { Dials } from "./Dials";
import type { Answer, Explorable } from "./explorable";

interface Props<A extends Answer> {
  title: string;
  story: ComponentChildren;
  explorable: Explorable<A>;
  idle?: (key: string) => boolean;
  children: (answer: A) => ComponentChildren;
}

/** A page of Play: what it is about, readable without touching anything; then dials beside figures; then the code. */
export function Stage<A extends Answer>({ title, story, explorable, idle, children }: Props<A>) {
  const { dials, values, answer, error, turn } = explorable;
  return (
    <>
      <p>
        <a href="/play">Play</a>
      </p>
      <h1>{title}</h1>
      {story}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="explorable">
        <Dials dials={dials} values={values} turn={turn} {...(idle ? { idle } : {})} />
        <div>
          {answer ? (
            <>
              <div class="figures">{children(answer)}</div>
              <Notes notes={answer.warnings} />
              <CodePanel
                code={[
                  { label: "Command", text: answer.code.command },
                  { label: "TOML", text: answer.code.toml + "\n# gyre play FILE.toml" },
                  { label: "Java", text: answer.code.java },
                ]}
              />
            </>
          ) : (
            !error && <p>The first answer is on its way …</p>
          )}
        </div>
      </div>
    </>
  );
}
