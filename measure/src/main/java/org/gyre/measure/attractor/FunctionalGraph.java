package org.gyre.measure.attractor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// All attractors of a map of a finite set to itself, from the table of successors: each state leads
/// to exactly one cycle. Immutable.
///
/// Time is O(S) for S states: each is walked over twice. Memory beside the table is 8 bytes a state
/// while the graph is made and 4 bytes after, and 20 bytes for each attractor.
public final class FunctionalGraph {
    /// Largest number of units whose 2^N states are looked at.
    public static final int LARGEST = 26;

    private static final int UNSEEN = -1;
    private static final int ON_PATH = -2;

    /// A cycle and what leads to it.
    ///
    /// @param period number of states of the cycle, ≥ 1
    /// @param basin number of states that end in the cycle, those of the cycle included
    /// @param representative the smallest state of the cycle
    /// @param longestTransient the largest number of steps from a state of the basin to the cycle
    public record Attractor(int period, int basin, int representative, int longestTransient) {}

    private final int[] attractorOf;
    private int count;
    private int[] period = new int[16];
    private int[] basin = new int[16];
    private int[] representative = new int[16];
    private int[] longestTransient = new int[16];

    private FunctionalGraph(int[] successor) {
        int states = successor.length;
        int[] label = new int[states];
        int[] depth = new int[states];
        Arrays.fill(label, UNSEEN);
        for (int start = 0; start < states; start++) {
            int steps = 0;
            int state = start;
            while (label[state] == UNSEEN) {
                label[state] = ON_PATH;
                state = successor[state];
                steps++;
            }
            if (steps == 0) {
                continue;
            }
            if (label[state] == ON_PATH) {
                steps -= addCycle(successor, state, label);
            }
            // The first `steps` states of the path are the transient; the state that it ran into is
            // labelled.
            int attractor = label[state];
            int remaining = depth[state] + steps;
            basin[attractor] += steps;
            longestTransient[attractor] = Math.max(longestTransient[attractor], remaining);
            for (int on = start; label[on] == ON_PATH; on = successor[on]) {
                label[on] = attractor;
                depth[on] = remaining--;
            }
        }
        attractorOf = label;
    }

    /// Labels the cycle through `first` and returns its length.
    private int addCycle(int[] successor, int first, int[] label) {
        if (count == period.length) {
            int larger = 2 * count;
            period = Arrays.copyOf(period, larger);
            basin = Arrays.copyOf(basin, larger);
            representative = Arrays.copyOf(representative, larger);
            longestTransient = Arrays.copyOf(longestTransient, larger);
        }
        int length = 0;
        int smallest = first;
        int state = first;
        do {
            label[state] = count;
            smallest = Math.min(smallest, state);
            state = successor[state];
            length++;
        } while (state != first);
        period[count] = length;
        basin[count] = length;
        representative[count] = smallest;
        count++;
        return length;
    }

    /// The graph of a map.
    ///
    /// @param successor for each state its successor, in 0 … S − 1; not kept
    /// @throws IllegalArgumentException if there are no states, more than 2^[#LARGEST], or a successor
    ///     is none of them
    public static FunctionalGraph of(int[] successor) {
        if (successor.length == 0 || successor.length > 1 << LARGEST) {
            throw new IllegalArgumentException(
                    successor.length + " states: must be at least 1 and at most 2^" + LARGEST);
        }
        for (int state = 0; state < successor.length; state++) {
            if (successor[state] < 0 || successor[state] >= successor.length) {
                throw new IllegalArgumentException("the successor " + successor[state] + " of state " + state
                        + " is none of the " + successor.length + " states");
            }
        }
        return new FunctionalGraph(successor);
    }

    /// Number of states S.
    public int states() {
        return attractorOf.length;
    }

    /// Number of attractors.
    public int attractors() {
        return count;
    }

    /// An attractor by its number, 0 … [#attractors] − 1; numbers follow the smallest states of the
    /// basins.
    public Attractor attractor(int number) {
        if (number < 0 || number >= count) {
            throw new IndexOutOfBoundsException("attractor " + number + " of " + count);
        }
        return new Attractor(period[number], basin[number], representative[number], longestTransient[number]);
    }

    /// The number of the attractor in which a state ends.
    public int attractorOf(int state) {
        return attractorOf[state];
    }

    /// The attractors with the largest basins, largest first; of equal ones, the smaller
    /// representative first.
    ///
    /// @param limit how many at most
    public List<Attractor> largest(int limit) {
        Comparator<Attractor> lastFirst = Comparator.comparingInt(Attractor::basin)
                .thenComparing(
                        Comparator.comparingInt(Attractor::representative).reversed());
        PriorityQueue<Attractor> kept = new PriorityQueue<>(lastFirst);
        for (int i = 0; i < count; i++) {
            kept.add(attractor(i));
            if (kept.size() > limit) {
                kept.remove();
            }
        }
        List<Attractor> sorted = new ArrayList<>(kept);
        sorted.sort(lastFirst.reversed());
        return sorted;
    }

    /// The period that a state drawn uniformly ends in, on average: Σ basin · period / S.
    public double meanPeriodOverStates() {
        // Below 2^52, hence exact.
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (long) basin[i] * period[i];
        }
        return (double) sum / states();
    }

    /// The mean period of the attractors, each counted once.
    public double meanPeriodOverAttractors() {
        return (double) recurrentStates() / count;
    }

    /// The longest period.
    public int longestPeriod() {
        return largestOf(period);
    }

    /// The largest number of steps from a state to its cycle.
    public int longestTransient() {
        return largestOf(longestTransient);
    }

    /// Number of states that lie on cycles.
    public int recurrentStates() {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += period[i];
        }
        return sum;
    }

    private int largestOf(int[] values) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }
}
