package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gyre.core.FactorisedMarkovProcess;

/// Groups of units that do not influence each other: their stationary laws multiply, and H, D and I add.
final class Components {
    private Components() {}

    /// The groups, each ascending, in the order of their first units.
    static List<int[]> of(FactorisedMarkovProcess process) {
        int n = process.units();
        int[] group = new int[n];
        Arrays.fill(group, -1);
        int[] stack = new int[n];
        List<int[]> groups = new ArrayList<>();
        for (int start = 0; start < n; start++) {
            if (group[start] >= 0) {
                continue;
            }
            int number = groups.size();
            int depth = 0;
            int size = 0;
            stack[depth++] = start;
            group[start] = number;
            while (depth > 0) {
                int i = stack[--depth];
                size++;
                for (int j = 0; j < n; j++) {
                    if (group[j] < 0 && (process.influences(i, j) || process.influences(j, i))) {
                        group[j] = number;
                        stack[depth++] = j;
                    }
                }
            }
            int[] members = new int[size];
            int filled = 0;
            for (int i = start; i < n; i++) {
                if (group[i] == number) {
                    members[filled++] = i;
                }
            }
            groups.add(members);
        }
        return groups;
    }

    /// The process of one group alone; the others, which it does not see, are silent.
    static FactorisedMarkovProcess part(FactorisedMarkovProcess process, int[] units) {
        return new Part(process, units.clone());
    }

    private record Part(FactorisedMarkovProcess whole, int[] members) implements FactorisedMarkovProcess {
        @Override
        public int units() {
            return members.length;
        }

        @Override
        public void firingProbabilities(long[] state, double[] probability) {
            bothProbabilities(state, probability, new double[members.length]);
        }

        @Override
        public void bothProbabilities(long[] state, double[] fires, double[] silent) {
            double[] allFire = new double[whole.units()];
            double[] allSilent = new double[whole.units()];
            whole.bothProbabilities(spread(state), allFire, allSilent);
            for (int i = 0; i < members.length; i++) {
                fires[i] = allFire[members[i]];
                silent[i] = allSilent[members[i]];
            }
        }

        /// The weight of the whole with the others silent: their part of it is a constant.
        @Override
        public Optional<ToDoubleFunction<long[]>> logStationaryWeight() {
            return whole.logStationaryWeight().map(weight -> state -> weight.applyAsDouble(spread(state)));
        }

        private long[] spread(long[] state) {
            long[] all = new long[(whole.units() + 63) >>> 6];
            for (int i = 0; i < members.length; i++) {
                all[members[i] >>> 6] |= (state[i >>> 6] >>> (i & 63) & 1) << (members[i] & 63);
            }
            return all;
        }
    }
}
