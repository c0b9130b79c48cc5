/** Where the states of a map stand: each attractor as a ring, what leads there outside of it, ring by ring. */

export interface Spot {
  x: number;
  y: number;
  depth: number;
}

/**
 * A layout of a functional graph in the unit square, the same for the same map.
 *
 * @param next successor of each state
 * @param cycles states of the attractors, in their order
 */
export function layout(next: ArrayLike<number>, cycles: number[][]): Spot[] {
  const count = next.length;
  const before: number[][] = Array.from({ length: count }, () => []);
  const onCycle = new Uint8Array(count);
  cycles.forEach((cycle) => cycle.forEach((state) => (onCycle[state] = 1)));
  for (let state = 0; state < count; state++) {
    if (!onCycle[state]) before[next[state]!]!.push(state);
  }
  // Leaves of the tree behind a state, so that each gets an angle in proportion.
  const leaves = new Float64Array(count);
  const deep = new Float64Array(count);
  const measure = (root: number) => {
    const stack: [number, boolean][] = [[root, false]];
    while (stack.length > 0) {
      const [state, done] = stack.pop()!;
      const children = before[state]!;
      if (done || children.length === 0) {
        leaves[state] = children.length === 0 ? 1 : children.reduce((sum, child) => sum + leaves[child]!, 0);
        deep[state] = children.reduce((most, child) => Math.max(most, deep[child]! + 1), 0);
      } else {
        stack.push([state, true]);
        children.forEach((child) => stack.push([child, false]));
      }
    }
  };
  cycles.forEach((cycle) => cycle.forEach(measure));
  const sizes = cycles.map((cycle) => cycle.reduce((sum, state) => sum + leaves[state]!, 0) + cycle.length);
  const spots: Spot[] = Array.from({ length: count }, () => ({ x: 0.5, y: 0.5, depth: 0 }));
  pack(sizes.map((size) => Math.sqrt(size))).forEach(({ x, y, r }, k) => {
    const cycle = cycles[k]!;
    const levels = cycle.reduce((most, state) => Math.max(most, deep[state]!), 1);
    const inner = cycle.length === 1 ? 0 : r * Math.max(0.18, Math.min(0.6, cycle.length / (cycle.length + 2 * levels)));
    const total = cycle.reduce((sum, state) => sum + leaves[state]!, 0);
    let angle = -Math.PI / 2;
    cycle.forEach((state) => {
      const width = cycle.length === 1 ? 2 * Math.PI : (2 * Math.PI * (leaves[state]! / total + 1 / cycle.length)) / 2;
      const middle = angle + width / 2;
      spots[state] = { x: x + inner * Math.cos(middle), y: y + inner * Math.sin(middle), depth: 0 };
      fan(state, angle, width, 1);
      angle += width;
    });
    function fan(state: number, from: number, width: number, depth: number) {
      let at = from;
      for (const child of before[state]!) {
        const part = (width * leaves[child]!) / leaves[state]!;
        const distance = inner + ((r - inner) * depth) / levels;
        spots[child] = { x: x + distance * Math.cos(at + part / 2), y: y + distance * Math.sin(at + part / 2), depth };
        fan(child, at, part, depth + 1);
        at += part;
      }
    }
  });
  return spots;
}

/** Circles of given radii, the largest first, side by side in rows of the unit square. */
export function pack(radii: number[]): { x: number; y: number; r: number }[] {
  const most = radii.reduce((largest, radius) => Math.max(largest, radius), 1e-9);
  let scale = 0.5 / most;
  for (let attempt = 0; attempt < 60; attempt++) {
    const placed = rows(radii, scale);
    if (placed) return placed;
    scale *= 0.94;
  }
  return rows(radii, scale * 0.5) ?? radii.map(() => ({ x: 0.5, y: 0.5, r: 0.02 }));
}

function rows(radii: number[], scale: number) {
  const placed: { x: number; y: number; r: number }[] = [];
  let x = 0;
  let y = 0;
  let tall = 0;
  for (const radius of radii) {
    const r = radius * scale;
    if (x + 2 * r > 1 + 1e-9) {
      x = 0;
      y += tall;
      tall = 0;
    }
    placed.push({ x: x + r, y: y + r, r: r * 0.9 });
    x += 2 * r;
    tall = Math.max(tall, 2 * r);
  }
  const height = y + tall;
  if (height > 1 + 1e-9) return null;
  const shift = (1 - height) / 2;
  placed.forEach((circle) => (circle.y += shift));
  return placed;
}
