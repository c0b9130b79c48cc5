const DOORS = [
  ["unit", "One unit that integrates and fires", "Does it count spikes or wait for coincidences? Drag its input and see whom learning would credit."],
  ["network", "A recurrent network, exactly", "Up to twelve units with all their states: information flux, correlations, attractors."],
  ["decomposition", "Who tells what?", "From COPY through AND to XOR: what is redundant, unique and synergistic, by four measures."],
  ["avalanches", "Avalanches, and how to be fooled by them", "Bin width and unseen units change the exponent; the network stays the same."],
] as const;

/** What can be played with. */
export function Play() {
  return (
    <>
      <h1>Play</h1>
      <p class="lead">Four small systems that answer at once. The address holds their state: copy it to show somebody what you see.</p>
      <div class="doors">
        {DOORS.map(([name, title, what]) => (
          <a key={name} class="panel door" href={`/play/${name}`}>
            <h2>{title}</h2>
            <p>{what}</p>
          </a>
        ))}
      </div>
    </>
  );
}
