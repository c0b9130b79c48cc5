package org.gyre.measure.attractor;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.core.StateMap;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// The attractors that sampled states of a [StateMap] end in, for networks with too many states to
/// look at all.
///
/// Each start is a state drawn uniformly. Its cycle is found by the algorithm of Brent (1980): a
/// marker stays while a runner goes on, and jumps to the runner after 1, 2, 4, … steps, until the
/// runner meets it. A start whose cycle was not found within the step limit is **unresolved**; it is
/// counted and left out.
///
/// What is estimated: the mean period over states and the shares of the basins without bias, if no
/// start is unresolved. The number of attractors and the longest period are lower bounds, and the mean
/// period over attractors is that of those found, which have large basins. Unresolved starts have long
/// periods or long transients, so that without them all periods tend to be too short.
///
/// @param units number of units N
/// @param starts number of sampled starts
/// @param unresolved how many of them were not resolved
/// @param stepLimit the limit of steps of the runner, for each start
/// @param found the attractors that were found, most frequent first; of equals, the smaller state first
public record CycleSearch(int units, int starts, int unresolved, long stepLimit, List<Found> found) {
    /// An attractor that was found.
    ///
    /// @param period number of states of the cycle
    /// @param hits number of starts that ended in it
    /// @param representative its smallest state, as words, lowest units first; states are compared as
    /// numbers
    /// @param longestTransient the largest number of steps from one of those starts to the cycle
    public record Found(long period, int hits, List<Long> representative, long longestTransient) {
        public Found {
            representative = List.copyOf(representative);
        }
    }

    public CycleSearch {
        found = List.copyOf(found);
    }

    /// Follows sampled starts to their cycles.
    ///
    /// @param starts how many, ≥ 1
    /// @param stepLimit steps after which a start is given up, ≥ 1
    /// @param stream where the starts come from: start k from `stream.split(k)`
    /// @param progress told after each start
    /// @throws IllegalArgumentException if there are no starts or no steps
    public static CycleSearch of(StateMap map, int starts, long stepLimit, RandomStream stream, Progress progress) {
        if (starts < 1) {
            throw new IllegalArgumentException("starts = " + starts + ": must be at least 1");
        }
        if (stepLimit < 1) {
            throw new IllegalArgumentException("step limit = " + stepLimit + ": must be at least 1");
        }
        Follower follower = new Follower(map, stepLimit);
        Map<LongBuffer, Found> found = new HashMap<>();
        int unresolved = 0;
        for (int k = 0; k < starts; k++) {
            boolean resolved = follower.follow(randomState(map.units(), stream.split(k)));
            progress.report(k + 1, starts, "start");
            if (!resolved) {
                unresolved++;
                continue;
            }
            long[] smallest = follower.smallest.clone();
            found.merge(
                    LongBuffer.wrap(smallest),
                    new Found(follower.period, 1, boxed(smallest), follower.transientSteps),
                    (a, b) -> new Found(
                            a.period,
                            a.hits + b.hits,
                            a.representative,
                            Math.max(a.longestTransient, b.longestTransient)));
        }
        List<Found> sorted = new ArrayList<>(found.values());
        sorted.sort(Comparator.comparingInt(Found::hits)
                .reversed()
                .thenComparing((a, b) -> compare(unboxed(a.representative), unboxed(b.representative))));
        return new CycleSearch(map.units(), starts, unresolved, stepLimit, sorted);
    }

    /// Number of attractors that were found, a lower bound of all.
    public int attractors() {
        return found.size();
    }

    /// Number of starts whose cycle was found.
    public int resolved() {
        return starts - unresolved;
    }

    /// The mean period of the resolved starts; NaN if there is none.
    public double meanPeriodOverStates() {
        double sum = 0;
        for (Found each : found) {
            sum += (double) each.period * each.hits;
        }
        return sum / resolved();
    }

    /// The standard error of [#meanPeriodOverStates] from the sampling of starts; NaN with fewer than
    /// two resolved.
    public double standardError() {
        double mean = meanPeriodOverStates();
        double sum = 0;
        for (Found each : found) {
            sum += each.hits * (each.period - mean) * (each.period - mean);
        }
        int n = resolved();
        return n < 2 ? Double.NaN : Math.sqrt(sum / (n - 1) / n);
    }

    /// The mean period of the attractors that were found, each counted once; NaN if there is none.
    public double meanPeriodOverAttractors() {
        double sum = 0;
        for (Found each : found) {
            sum += each.period;
        }
        return sum / found.size();
    }

    /// The longest period that was found, a lower bound; 0 if none was.
    public long longestPeriod() {
        return found.stream().mapToLong(Found::period).max().orElse(0);
    }

    /// The longest transient that was seen, a lower bound; 0 if no start was resolved.
    public long longestTransient() {
        return found.stream().mapToLong(Found::longestTransient).max().orElse(0);
    }

    private static long[] randomState(int units, RandomStream stream) {
        CounterRandom random = stream.generator();
        long[] state = new long[(units + 63) / 64];
        for (int word = 0; word < state.length; word++) {
            state[word] = random.nextLong();
        }
        if ((units & 63) != 0) {
            state[state.length - 1] &= (1L << units) - 1;
        }
        return state;
    }

    /// Compares states as numbers, the last word the most significant.
    private static int compare(long[] a, long[] b) {
        for (int word = a.length - 1; word >= 0; word--) {
            int order = Long.compareUnsigned(a[word], b[word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Long> boxed(long[] state) {
        List<Long> words = new ArrayList<>();
        for (long word : state) {
            words.add(word);
        }
        return words;
    }

    private static long[] unboxed(List<Long> words) {
        return words.stream().mapToLong(Long::longValue).toArray();
    }

    /// Brent's algorithm with its states, for one start after another.
    private static final class Follower {
        private final StateMap map;
        private final long stepLimit;
        private long[] runner;
        private long[] marker;
        private long[] spare;
        private final long[] smallest;
        private long period;
        private long transientSteps;

        Follower(StateMap map, long stepLimit) {
            this.map = map;
            this.stepLimit = stepLimit;
            int words = (map.units() + 63) / 64;
            runner = new long[words];
            marker = new long[words];
            spare = new long[words];
            smallest = new long[words];
        }

        /// Finds the cycle that `start` leads to; false if the runner did not meet its marker in time.
        boolean follow(long[] start) {
            copy(start, runner);
            copy(start, marker);
            long span = 1;
            period = 0;
            long steps = 0;
            do {
                if (steps++ == stepLimit) {
                    return false;
                }
                if (period == span) {
                    copy(runner, marker);
                    span *= 2;
                    period = 0;
                }
                stepRunner();
                period++;
            } while (compare(runner, marker) != 0);
            // The runner is on the cycle: once around for the smallest state.
            copy(runner, smallest);
            for (long k = 1; k < period; k++) {
                stepRunner();
                if (compare(runner, smallest) < 0) {
                    copy(runner, smallest);
                }
            }
            // Two walkers, one period apart, meet where the cycle begins.
            copy(start, runner);
            copy(start, marker);
            for (long k = 0; k < period; k++) {
                stepRunner();
            }
            transientSteps = 0;
            while (compare(runner, marker) != 0) {
                stepRunner();
                map.next(marker, spare);
                long[] swap = marker;
                marker = spare;
                spare = swap;
                transientSteps++;
            }
            return true;
        }

        private void stepRunner() {
            map.next(runner, spare);
            long[] swap = runner;
            runner = spare;
            spare = swap;
        }

        private static void copy(long[] from, long[] to) {
            System.arraycopy(from, 0, to, 0, from.length);
        }
    }
}
