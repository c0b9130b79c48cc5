package org.gyre.core.optimise.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// A search of the box [−1, 1]^d for the point of least value: [#ask] hands out a candidate, [#tell]
/// takes its value.
///
/// Candidates come in generations. Those of one generation are chosen without regard to each other's
/// values: [#ready] of them can be tried side by side, and their values told in any order. The next
/// generation begins when all values of the one before were told. So a search is a pure function of
/// its settings, its random stream and the values: [#values] is its complete state, from which
/// [#resume] goes on with the same bits. Not thread-safe.
public abstract sealed class BoxSearch permits RandomSearch, Cmaes, TreeParzen {
    private final int dimensions;
    private final List<double[]> points = new ArrayList<>();
    private double[] values = new double[0];
    private int told;
    private int generationStart;
    private int generationEnd;

    /// @throws IllegalArgumentException if the box has no dimension
    BoxSearch(int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions = " + dimensions + ": must be at least 1");
        }
        this.dimensions = dimensions;
    }

    /// Number of candidates in the generation that begins after so many candidates, whatever their
    /// values: with the sizes of generations, how much can be tried side by side is known beforehand.
    public abstract int generationAfter(int asked);

    /// The point of a candidate of the present generation, a pure function of its number and of the
    /// generations before.
    abstract double[] draw(int number);

    /// Takes notice of a generation, from the first candidate to before the last, that has all values.
    abstract void learn(int from, int to);

    /// d.
    public final int dimensions() {
        return dimensions;
    }

    /// Number of candidates handed out so far.
    public final int asked() {
        return points.size();
    }

    /// How many more candidates can be handed out before a value has to be told.
    public final int ready() {
        if (asked() < generationEnd) {
            return generationEnd - asked();
        }
        return told == asked() ? generationAfter(asked()) : 0;
    }

    /// The next candidate.
    ///
    /// @throws IllegalStateException if none is [#ready]
    public final Candidate ask() {
        int number = asked();
        if (ready() == 0) {
            throw new IllegalStateException("candidate " + number + " depends on values that were not told yet: of "
                    + number + " candidates " + (number - told) + " have none");
        }
        if (number == generationEnd) {
            generationStart = number;
            generationEnd = number + generationAfter(number);
        }
        points.add(draw(number));
        if (number == values.length) {
            values = Arrays.copyOf(values, Math.max(16, 2 * number));
        }
        values[number] = Double.NaN;
        return new Candidate(number, points.get(number));
    }

    /// Takes the value of a candidate; less is better, and +∞ stands for a point that cannot be tried.
    ///
    /// @throws IllegalArgumentException if the value is NaN, or the candidate unknown or told before
    public final void tell(int number, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("the value of candidate " + number + " is NaN: tell a number or ∞");
        }
        if (number < 0 || number >= asked() || !Double.isNaN(values[number])) {
            throw new IllegalArgumentException("candidate " + number + " waits for no value");
        }
        values[number] = value;
        told++;
        if (told == generationEnd) {
            learn(generationStart, generationEnd);
        }
    }

    /// The candidates that wait for their values, by number.
    public final List<Candidate> open() {
        List<Candidate> open = new ArrayList<>();
        for (int i = generationStart; i < asked(); i++) {
            if (Double.isNaN(values[i])) {
                open.add(candidate(i));
            }
        }
        return open;
    }

    /// A candidate that was handed out.
    public final Candidate candidate(int number) {
        return new Candidate(number, points.get(number));
    }

    /// The value of each candidate, NaN where it was not told yet: the complete state.
    public final double[] values() {
        return Arrays.copyOf(values, asked());
    }

    final double value(int number) {
        return values[number];
    }

    /// The first of the candidates with the least value, if one was told.
    public final Optional<Candidate> best() {
        int best = -1;
        for (int i = 0; i < asked(); i++) {
            if (!Double.isNaN(values[i]) && (best < 0 || values[i] < values[best])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(candidate(best));
    }

    /// The numbers of candidates from the least value to the largest, equal values in order.
    ///
    /// @param from the first of them
    /// @param to   after the last
    final int[] ranked(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        numbers.sort((a, b) -> Double.compare(values[a], values[b]));
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Brings a new search to where another with the same settings and stream was.
    ///
    /// @param saved what [#values] of that search gave
    /// @throws IllegalStateException if this search has handed out candidates before
    /// @throws InputException if no search with these settings can have that state
    public final void resume(double[] saved) {
        if (asked() > 0) {
            throw new IllegalStateException("a search that has begun cannot be brought to another state");
        }
        for (int i = 0; i < saved.length; i++) {
            if (ready() == 0) {
                throw new InputException("the saved search of " + Plural.of(saved.length, "candidate")
                        + " lacks values before candidate " + i + ": it belongs to other settings");
            }
            ask();
            if (!Double.isNaN(saved[i])) {
                tell(i, saved[i]);
            }
        }
    }
}
