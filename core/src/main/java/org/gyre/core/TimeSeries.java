package org.gyre.core;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// Real-valued variables sampled at equal intervals, `[time][variable]`. All values are finite.
///
/// @param steps            number of samples T ≥ 0
/// @param variables        number of variables ≥ 1
/// @param values           row-major, T · variables; kept, not copied
/// @param names            one for each variable, distinct
/// @param samplesPerSecond sampling rate in Hz, if known
public record TimeSeries(
        int steps, int variables, double[] values, List<String> names, OptionalDouble samplesPerSecond) {
    /// @throws IllegalArgumentException if the sizes do not agree
    /// @throws InputException if a value is NaN or infinite (the message names row and column, from 0),
    ///     names repeat, or the sampling rate is not positive
    public TimeSeries {
        names = List.copyOf(names);
        if (steps < 0 || variables < 1 || (long) steps * variables != values.length || names.size() != variables) {
            throw new IllegalArgumentException(steps + " steps x " + variables + " variables with " + values.length
                    + " values and " + names.size() + " names");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InputException("two variables are named " + name + ": rename one");
            }
        }
        if (samplesPerSecond.isPresent()
                && !(samplesPerSecond.getAsDouble() > 0 && samplesPerSecond.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new InputException(
                    "sampling rate " + samplesPerSecond.getAsDouble() + " Hz: must be positive and finite");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputException("row " + i / variables + ", column " + i % variables + " is " + values[i]
                        + ": all values must be finite; remove or replace that row");
            }
        }
    }

    /// Variables named x0, x1, … of unknown sampling rate.
    public static TimeSeries of(int steps, int variables, double[] values) {
        List<String> names =
                IntStream.range(0, variables).mapToObj(i -> "x" + i).toList();
        return new TimeSeries(steps, variables, values, names, OptionalDouble.empty());
    }

    /// One value; step in [0, T), variable in [0, N).
    public double get(int step, int variable) {
        return values[step * variables + variable];
    }

    /// A copy of one variable, `[time]`.
    public double[] variable(int variable) {
        double[] copy = new double[steps];
        for (int t = 0; t < steps; t++) {
            copy[t] = values[t * variables + variable];
        }
        return copy;
    }

    /// A copy of some variables in the given order.
    ///
    /// @throws InputException if a column does not exist or is named twice
    public TimeSeries select(int... columns) {
        for (int column : columns) {
            if (column < 0 || column >= variables) {
                throw new InputException(
                        "column " + column + ": must be between 0 and " + (variables - 1) + " (columns count from 0)");
            }
        }
        double[] selected = new double[Math.multiplyExact(steps, columns.length)];
        for (int t = 0; t < steps; t++) {
            for (int c = 0; c < columns.length; c++) {
                selected[t * columns.length + c] = values[t * variables + columns[c]];
            }
        }
        List<String> selectedNames = IntStream.of(columns).mapToObj(names::get).toList();
        return new TimeSeries(steps, columns.length, selected, selectedNames, samplesPerSecond);
    }
}
