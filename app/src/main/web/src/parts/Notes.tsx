interface Warning {
  code?: string;
  sentence: string;
  severity?: string;
}

/** Warnings, a sentence each. */
export function Notes({ notes }: { notes: (string | Warning)[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map((note, i) => {
        const { sentence, severity = "warning" } = typeof note === "string" ? { sentence: note } : note;
        return (
          <li key={i} class={severity}>
            {sentence}
          </li>
        );
      })}
    </ul>
  );
}
