import { useState } from "preact/hooks";

interface Props {
  code: { label: string; text: string }[];
}

/** The same elsewhere: on the command line, as a file, in Java. */
export function CodePanel({ code }: Props) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const [copied, setCopied] = useState(false);
  const text = code[chosen]?.text ?? "";
  if (!open) {
    return (
      <div class="code">
        <button onClick={() => setOpen(true)}>Show code</button>
      </div>
    );
  }
  return (
    <section class="code panel" aria-label="The same elsewhere">
      <div class="tabs" role="tablist" aria-label="Form of the code">
        {code.map(({ label }, i) => (
          <button key={label} role="tab" aria-selected={i === chosen} onClick={() => setChosen(i)}>
            {label}
          </button>
        ))}
        <button
          onClick={() => {
            void navigator.clipboard?.writeText(text).then(() => {
              setCopied(true);
              window.setTimeout(() => setCopied(false), 1500);
            });
          }}
        >
          {copied ? "Copied" : "Copy"}
        </button>
        <button onClick={() => setOpen(false)}>Hide</button>
      </div>
      <pre role="tabpanel" tabIndex={0}>
        {text}
      </pre>
    </section>
  );
}
