/** The spikes of states that are written as numbers. */
export function spikesOf(states: number[], units: number) {
  const times: number[] = [];
  const ids: number[] = [];
  states.forEach((state, t) => {
    for (let i = 0; i < units; i++) {
      if ((state >>> i) & 1) {
        times.push(t);
        ids.push(i);
      }
    }
  });
  return { times, ids };
}
