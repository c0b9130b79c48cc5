package org.gyre.nets.boltzmann;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Every deterministic network of a few ±1 units without bias: all threshold functions of N inputs
/// that some weights realise without ties, and the periods of all maps that are made of N of them.
///
/// Without bias a function is self-dual: it answers −x with the opposite of its answer to x. There are
/// 2, 4, 14, 104 and 1882 of them for N = 1 … 5, as many as threshold functions with bias of N − 1
/// inputs (Muroga 1971). Whole weights up to 1, 1, 1, 2 and 3 realise them all, which those numbers
/// confirm.
public final class ThresholdEnumeration {
    /// Largest number of inputs whose functions are listed.
    public static final int LARGEST = 5;

    /// Largest number of units of which all maps are studied: 104⁴ = 116 985 856 maps.
    public static final int LARGEST_STUDY = 4;

    /// The largest whole weight that is needed, by number of inputs.
    private static final int[] WEIGHTS = {0, 1, 1, 1, 2, 3};

    private ThresholdEnumeration() {}

    /// The truth tables, ascending as unsigned numbers: bit x is the answer to state x, in which input
    /// j is bit j.
    ///
    /// @throws IllegalArgumentException if there are no inputs or more than [#LARGEST]
    public static int[] functions(int inputs) {
        if (inputs < 1 || inputs > LARGEST) {
            throw new IllegalArgumentException("inputs = " + inputs + ": must be from 1 to " + LARGEST);
        }
        int most = WEIGHTS[inputs];
        int values = 2 * most + 1;
        int choices = (int) Math.round(Math.pow(values, inputs));
        TreeSet<Integer> tables = new TreeSet<>(Integer::compareUnsigned);
        int[] weights = new int[inputs];
        for (int choice = 0; choice < choices; choice++) {
            int rest = choice;
            int sum = 0;
            for (int j = 0; j < inputs; j++) {
                weights[j] = rest % values - most;
                rest /= values;
                sum += weights[j];
            }
            // All sums of ± these weights are then odd, so that there are no ties.
            if ((sum & 1) != 0) {
                tables.add(truthTable(weights));
            }
        }
        return tables.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int truthTable(int[] weights) {
        int table = 0;
        for (int state = 0; state < 1 << weights.length; state++) {
            int u = 0;
            for (int j = 0; j < weights.length; j++) {
                u += (state >>> j & 1) != 0 ? weights[j] : -weights[j];
            }
            if (u > 0) {
                table |= 1 << state;
            }
        }
        return table;
    }

    /// What all maps of N units do.
    ///
    /// @param units N
    /// @param maps number of maps, the N-th power of the number of functions
    /// @param longestPeriods for each longest period how many maps have it, ascending
    /// @param bijections number of maps that are permutations of the states
    /// @param meanPeriod the period that a random state of a random map ends in, on average
    public record Study(int units, long maps, Map<Integer, Long> longestPeriods, long bijections, double meanPeriod) {
        public Study {
            longestPeriods = Collections.unmodifiableMap(new TreeMap<>(longestPeriods));
        }

        /// Number of maps with one cycle through all 2^N states.
        public long fullCycles() {
            return longestPeriods.getOrDefault(1 << units, 0L);
        }
    }

    /// Looks at every map, on all processors; the numbers are sums of integers and do not depend on
    /// their number.
    ///
    /// @throws IllegalArgumentException if there are no units or more than [#LARGEST_STUDY]
    public static Study study(int units) {
        if (units < 1 || units > LARGEST_STUDY) {
            throw new IllegalArgumentException("units = " + units + ": must be from 1 to " + LARGEST_STUDY);
        }
        int[][] answers = Arrays.stream(functions(units))
                .mapToObj(table -> placed(table, units))
                .toArray(int[][]::new);
        Tally sum = IntStream.range(0, answers.length)
                .parallel()
                .mapToObj(first -> {
                    Tally tally = new Tally(units);
                    addMaps(answers, answers[first][0], 1, units, tally);
                    return tally;
                })
                .reduce(new Tally(units), Tally::plus);
        Map<Integer, Long> histogram = new TreeMap<>();
        for (int period = 1; period < sum.longest.length; period++) {
            if (sum.longest[period] > 0) {
                histogram.put(period, sum.longest[period]);
            }
        }
        long maps = Arrays.stream(sum.longest).sum();
        return new Study(units, maps, histogram, sum.bijections, (double) sum.periods / maps / (1 << (units - 1)));
    }

    /// The answers of one function as those of unit 0, 1, …: in a word of four bits for each state of
    /// the lower half (in which the last unit is −1), bit `unit` of them is the answer. The upper half
    /// follows from f(−x) = −f(x).
    private static int[] placed(int table, int units) {
        int[] words = new int[units];
        for (int unit = 0; unit < units; unit++) {
            for (int state = 0; state < 1 << (units - 1); state++) {
                words[unit] |= (table >>> state & 1) << (4 * state + unit);
            }
        }
        return words;
    }

    /// Adds every map whose first `unit` functions are in `map`, four bits of successor for each lower
    /// state.
    private static void addMaps(int[][] answers, int map, int unit, int units, Tally tally) {
        if (unit == units) {
            tally.add(map);
            return;
        }
        for (int[] answer : answers) {
            addMaps(answers, map | answer[unit], unit + 1, units, tally);
        }
    }

    /// Sums over maps.
    ///
    /// The pairs {x, −x} are walked over, named by their lower state. A cycle of k pairs is two cycles
    /// of k states if it comes back to x, and one of 2k states if it comes back to −x.
    private static final class Tally {
        private static final int UNSEEN = 0;
        private static final int ON_PATH = -1;

        private final int pairs;
        private final long[] longest;
        private long periods;
        private long bijections;

        /// Of the map at hand, by pair: period, number of the step that reached it, and in which of
        /// its states.
        private final int[] period;

        private final int[] step;
        private final int[] reached;

        Tally(int units) {
            pairs = 1 << (units - 1);
            longest = new long[2 * pairs + 1];
            period = new int[pairs];
            step = new int[pairs];
            reached = new int[pairs];
        }

        void add(int map) {
            Arrays.fill(period, UNSEEN);
            int most = 0;
            int sum = 0;
            int recurrent = 0;
            for (int start = 0; start < pairs; start++) {
                int pair = start;
                int flipped = 0;
                int steps = 0;
                while (period[pair] == UNSEEN) {
                    period[pair] = ON_PATH;
                    step[pair] = steps++;
                    reached[pair] = flipped;
                    int next = (map >>> (4 * pair)) & 15;
                    if (next >= pairs) {
                        next = 2 * pairs - 1 - next;
                        flipped ^= 1;
                    }
                    pair = next;
                }
                int found = period[pair];
                if (found == ON_PATH) {
                    int length = steps - step[pair];
                    recurrent += length;
                    found = flipped == reached[pair] ? length : 2 * length;
                    most = Math.max(most, found);
                }
                sum += steps * found;
                for (int on = start; period[on] == ON_PATH; ) {
                    period[on] = found;
                    int next = (map >>> (4 * on)) & 15;
                    on = next < pairs ? next : 2 * pairs - 1 - next;
                }
            }
            longest[most]++;
            periods += sum;
            if (recurrent == pairs) {
                bijections++;
            }
        }

        Tally plus(Tally other) {
            Tally sum = new Tally(Integer.numberOfTrailingZeros(pairs) + 1);
            for (int k = 0; k < longest.length; k++) {
                sum.longest[k] = longest[k] + other.longest[k];
            }
            sum.periods = periods + other.periods;
            sum.bijections = bijections + other.bijections;
            return sum;
        }
    }
}
