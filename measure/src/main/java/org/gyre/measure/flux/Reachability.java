package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which states lead to which, when what is rarer than 10⁻³⁰⁰ counts as impossible.
///
/// Any closed set of states holds the most probable successor of each of its states, and so a cycle of that
/// map. Where there are too many transitions to follow all, the recurrent classes are found from the cycles
/// alone: each is the closure of a cycle that all cycles in it lead back to.
final class Reachability {
    private static final double IMPOSSIBLE = 1e-300;

    /// Up to so many possible transitions all are followed, else only those from the cycles.
    private static final long FEW_EDGES = 1L << 27;

    private static final int MOST_CYCLES = 64;

    /// Gives up beyond so many visited transitions.
    private static final long PATIENCE = 1L << 32;

    private final StateTable table;
    private long visits;

    private Reachability(StateTable table) {
        this.table = table;
    }

    /// The number of recurrent classes; 0 if it was too much work to find out.
    static int recurrentClasses(StateTable table) {
        // If no unit is ever certain, every state follows every state.
        double[] fires = table.storedFires();
        double[] silent = table.storedSilent();
        boolean certain = false;
        for (int k = 0; k < fires.length && !certain; k++) {
            certain = fires[k] < IMPOSSIBLE || silent[k] < IMPOSSIBLE;
        }
        if (!certain) {
            return 1;
        }
        Graph graph = new Graph(table);
        return graph.edges() <= FEW_EDGES ? new StrongComponents(graph).closed() : classesOfFewCycles(table);
    }

    /// What may follow each state: the certain units are as they must be, the others anything.
    private static final class Graph implements StrongComponents.Graph {
        private final int[] sure;
        private final int[] free;

        Graph(StateTable table) {
            sure = new int[table.states()];
            free = new int[table.states()];
            for (int s = 0; s < sure.length; s++) {
                for (int i = 0; i < table.units(); i++) {
                    boolean mayFire = table.fires(i, s) >= IMPOSSIBLE;
                    boolean mayRest = table.silent(i, s) >= IMPOSSIBLE;
                    free[s] |= mayFire && mayRest ? 1 << i : 0;
                    sure[s] |= mayFire && !mayRest ? 1 << i : 0;
                }
            }
        }

        long edges() {
            long edges = 0;
            for (int mask : free) {
                edges += 1L << Integer.bitCount(mask);
            }
            return edges;
        }

        @Override
        public int vertices() {
            return free.length;
        }

        @Override
        public int degree(int state) {
            return 1 << Integer.bitCount(free[state]);
        }

        @Override
        public int successor(int state, int place) {
            return sure[state] | Integer.expand(place, free[state]);
        }
    }

    /// The number of classes from the cycles alone; 0 if there are too many or it was too much work.
    static int classesOfFewCycles(StateTable table) {
        return new Reachability(table).classes();
    }

    private int classes() {
        List<Integer> cycles = cycles();
        if (cycles.size() > MOST_CYCLES) {
            return 0;
        }
        List<BitSet> closures = new ArrayList<>();
        for (int start : cycles) {
            BitSet closure = closure(start);
            if (closure == null) {
                return 0;
            }
            closures.add(closure);
        }
        // A class is recurrent if whatever it reaches reaches it; count each once.
        int found = 0;
        for (int a = 0; a < cycles.size(); a++) {
            boolean closed = true;
            boolean first = true;
            for (int b = 0; b < cycles.size() && closed; b++) {
                if (closures.get(a).get(cycles.get(b))) {
                    closed = closures.get(b).get(cycles.get(a));
                    first &= b >= a;
                }
            }
            if (closed && first) {
                found++;
            }
        }
        return found;
    }

    /// One state of every cycle of the map to the most probable successor.
    private List<Integer> cycles() {
        int states = table.states();
        int[] seen = new int[states];
        List<Integer> found = new ArrayList<>();
        for (int start = 0; start < states; start++) {
            int at = start;
            while (seen[at] == 0) {
                seen[at] = start + 1;
                at = table.mostProbable(at);
            }
            if (seen[at] == start + 1) {
                found.add(at);
            }
        }
        return found;
    }

    /// All states that follow from one; null beyond the patience.
    private @Nullable BitSet closure(int start) {
        BitSet reached = new BitSet(table.states());
        int[] stack = new int[table.states()];
        int depth = 0;
        int count = 1;
        stack[depth++] = start;
        reached.set(start);
        while (depth > 0 && count < table.states()) {
            int x = stack[--depth];
            int sure = 0;
            int free = 0;
            for (int i = 0; i < table.units(); i++) {
                boolean mayFire = table.fires(i, x) >= IMPOSSIBLE;
                boolean mayRest = table.silent(i, x) >= IMPOSSIBLE;
                if (mayFire && mayRest) {
                    free |= 1 << i;
                } else if (mayFire) {
                    sure |= 1 << i;
                }
            }
            visits += 1L << Integer.bitCount(free);
            if (visits > PATIENCE) {
                return null;
            }
            // All subsets of the free units.
            int subset = 0;
            do {
                int y = sure | subset;
                if (!reached.get(y)) {
                    reached.set(y);
                    stack[depth++] = y;
                    count++;
                }
                subset = (subset - free) & free;
            } while (subset != 0);
        }
        return reached;
    }
}
