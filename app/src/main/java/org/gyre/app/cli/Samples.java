package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.Matrix;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.SymbolSeries;
import org.jspecify.annotations.Nullable;

/// A file's samples: rows are steps of one trial or several, columns are variables.
///
/// @param file what to call it in messages
/// @param names what to call the columns, one each
/// @param values a column's values, `[step]`, all trials one after the other; NaN where there is none
/// @param trialLengths steps of each trial
/// @param places in which row of the file a step stands, from 0
/// @param warnings what to beware of in the file
record Samples(
        String file,
        List<String> names,
        IntFunction<double[]> values,
        List<Integer> trialLengths,
        IntUnaryOperator places,
        List<String> warnings) {
    /// Whole numbers of up to this many different values are taken for symbols where nothing else is said.
    private static final int FEW_SYMBOLS = 64;

    private static final double LARGEST_SYMBOL = 0x1p31 - 1;

    /// The rows and columns of a matrix, which are called by their number where they have no heading.
    ///
    /// @param trialLength steps of each trial, or null if all steps are one
    /// @throws InputException if the steps do not divide into such trials
    static Samples of(String file, Matrix matrix, @Nullable Integer trialLength) {
        List<String> names = matrix.columnNames().isEmpty()
                ? IntStream.range(0, matrix.columns())
                        .mapToObj(Integer::toString)
                        .toList()
                : matrix.columnNames();
        return cut(file, matrix.rows(), names, matrix::column, trialLength);
    }

    /// The bins and units of a recording of spikes: 1 where a unit fired, else 0.
    ///
    /// @param names one for each unit
    /// @param trialLength bins of each trial, or null if all bins are one
    /// @throws InputException if the bins do not divide into such trials
    static Samples of(String file, BinaryRaster raster, List<String> names, @Nullable Integer trialLength) {
        IntFunction<double[]> unit = column -> {
            double[] fired = new double[raster.steps()];
            for (int t = 0; t < fired.length; t++) {
                fired[t] = raster.get(t, column) ? 1 : 0;
            }
            return fired;
        };
        return cut(file, raster.steps(), names, unit, trialLength);
    }

    private static Samples cut(
            String file, int rows, List<String> names, IntFunction<double[]> values, @Nullable Integer trialLength) {
        if (rows == 0) {
            throw new InputException(file + ": has no rows; a row for each sample was expected");
        }
        if (trialLength == null) {
            return new Samples(file, names, values, List.of(rows), row -> row, List.of());
        }
        if (trialLength < 1 || rows % trialLength != 0) {
            throw new InputException("--trial-length " + trialLength + ": does not divide the " + Plural.of(rows, "row")
                    + " of " + file + "; give the number of rows of each trial");
        }
        return new Samples(
                file, names, values, Collections.nCopies(rows / trialLength, trialLength), row -> row, List.of());
    }

    Samples withWarnings(List<String> sentences) {
        return new Samples(file, names, values, trialLengths, places, List.copyOf(sentences));
    }

    /// Steps of all trials.
    int rows() {
        return trialLengths.stream().mapToInt(Integer::intValue).sum();
    }

    /// Steps of the longest trial.
    int longestTrial() {
        return trialLengths.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /// The samples without the rows that hold no number in some columns.
    ///
    /// @param cut whether a trial ends where a row is missing, and another begins behind it;
    /// otherwise what is left of
    ///     a trial closes ranks
    /// @throws InputException if no row is left
    Samples complete(boolean cut, int... columns) {
        int all = rows();
        boolean[] missing = new boolean[all];
        for (int column : columns) {
            double[] cells = values.apply(column);
            for (int row = 0; row < all; row++) {
                missing[row] |= Double.isNaN(cells[row]);
            }
        }
        List<Integer> lengths = new ArrayList<>();
        int end = 0;
        int length = 0;
        int row = 0;
        for (int trial : trialLengths) {
            end += trial;
            for (; row < end; row++) {
                if (!missing[row]) {
                    length++;
                } else if (cut && length > 0) {
                    lengths.add(length);
                    length = 0;
                }
            }
            if (length > 0) {
                lengths.add(length);
                length = 0;
            }
        }
        if (lengths.isEmpty()) {
            throw new InputException(
                    file + ": every row holds no number in one of the columns that are measured, so that"
                            + " nothing is left; measure other columns");
        }
        return only(IntStream.range(0, all).filter(r -> !missing[r]).toArray(), lengths);
    }

    /// The trials of at least so many steps. The others hold no sample of a measure that looks at
    /// so many, and their values would still shift its scales and bins. All trials, if all are
    /// shorter: the measure says so.
    ///
    /// @param span steps, ≥ 1
    Samples longEnough(long span) {
        List<Integer> lengths =
                trialLengths.stream().filter(length -> length >= span).toList();
        if (lengths.isEmpty() || lengths.size() == trialLengths.size()) {
            return this;
        }
        IntStream.Builder kept = IntStream.builder();
        int from = 0;
        for (int length : trialLengths) {
            if (length >= span) {
                IntStream.range(from, from + length).forEach(kept);
            }
            from += length;
        }
        return only(kept.build().toArray(), lengths);
    }

    /// Some of the steps, in order.
    ///
    /// @param lengths of the trials that they make
    private Samples only(int[] kept, List<Integer> lengths) {
        return new Samples(
                file,
                names,
                column -> {
                    double[] cells = values.apply(column);
                    return Arrays.stream(kept).mapToDouble(r -> cells[r]).toArray();
                },
                List.copyOf(lengths),
                step -> places.applyAsInt(kept[step]),
                warnings);
    }

    /// Number of columns.
    int columns() {
        return names.size();
    }

    /// The columns that an option names by number, from 0, or by their heading.
    ///
    /// @param option with its dashes, for messages
    /// @throws InputException if one does not exist or is named twice
    int[] columns(String option, String list) {
        List<Integer> columns = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            int column = column(option, name.strip());
            if (columns.contains(column)) {
                throw new InputException(option + " " + list + ": names column " + name.strip() + " twice");
            }
            columns.add(column);
        }
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Refuses a column that two options name.
    ///
    /// @param remedy what to do about it, to follow a colon
    /// @throws InputException if there is one
    void requireApart(String option, int[] columns, String other, int[] others, String remedy) {
        for (int column : columns) {
            if (Arrays.stream(others).anyMatch(each -> each == column)) {
                throw new InputException(
                        option + " and " + other + ": both name column " + names.get(column) + ", and " + remedy);
            }
        }
    }

    private int column(String option, String name) {
        if (columns() == 0) {
            throw new InputException(option + ": " + file + " has no columns: give a file with at least one");
        }
        int last = columns() - 1;
        // Headings that are numbers are read as such only where there is no column of that number.
        if (name.matches("\\d{1,9}") && Integer.parseInt(name) <= last) {
            return Integer.parseInt(name);
        }
        int named = names.indexOf(name);
        if (named < 0) {
            throw new InputException(option + ": " + file + " has no column '" + name + "'; name columns from 0 to "
                    + last + ", or by their heading");
        }
        return named;
    }

    /// Whether all values of some columns are whole numbers, of few kinds in each column.
    boolean looksDiscrete(int... columns) {
        for (int chosen : columns) {
            double[] column = values.apply(chosen);
            if (Arrays.stream(column).anyMatch(value -> value != Math.rint(value) || Math.abs(value) > LARGEST_SYMBOL)
                    || Arrays.stream(column).distinct().limit(FEW_SYMBOLS + 1L).count() > FEW_SYMBOLS) {
                return false;
            }
        }
        return true;
    }

    /// All columns as one raster for each trial, if nothing but 0 and 1 stands in them.
    Optional<List<BinaryRaster>> rasters() {
        List<BinaryRaster> trials = new ArrayList<>();
        trialLengths.forEach(length -> trials.add(new BinaryRaster(length, columns())));
        for (int column = 0; column < columns(); column++) {
            double[] fired = values.apply(column);
            int at = 0;
            for (BinaryRaster trial : trials) {
                for (int t = 0; t < trial.steps(); t++, at++) {
                    if (fired[at] == 1) {
                        trial.set(t, column);
                    } else if (fired[at] != 0) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(trials);
    }

    /// Some columns as one series of real vectors.
    RealSeries real(int... columns) {
        int d = columns.length;
        double[][] trials =
                trialLengths.stream().map(length -> new double[length * d]).toArray(double[][]::new);
        for (int c = 0; c < d; c++) {
            double[] column = values.apply(columns[c]);
            int at = 0;
            for (double[] trial : trials) {
                for (int i = c; i < trial.length; i += d) {
                    trial[i] = column[at++];
                }
            }
        }
        return RealSeries.of(d, trials);
    }

    /// Some columns of whole numbers as one series of symbols.
    ///
    /// @throws InputException if a value is no whole number
    SymbolSeries symbols(int... columns) {
        return symbols("use --estimator ksg1, gaussian or ordinal, or sort the values into --bins", columns);
    }

    /// As above.
    ///
    /// @param remedy what to do with a value that is no whole number
    SymbolSeries symbols(String remedy, int[] columns) {
        SymbolSeries series = symbols(remedy, columns[0]);
        for (int c = 1; c < columns.length; c++) {
            series = series.joined(symbols(remedy, columns[c]));
        }
        return series;
    }

    private SymbolSeries symbols(String remedy, int column) {
        int[][] trials = trialLengths.stream().map(length -> new int[length]).toArray(int[][]::new);
        double[] numbers = values.apply(column);
        int at = 0;
        for (int[] trial : trials) {
            for (int t = 0; t < trial.length; t++, at++) {
                double value = numbers[at];
                if (value != Math.rint(value) || Math.abs(value) > LARGEST_SYMBOL) {
                    throw new InputException(file + ", row " + (places.applyAsInt(at) + 1) + ", column " + (column + 1)
                            + ": " + value + " is not a whole number, as a symbol must be; " + remedy);
                }
                trial[t] = (int) value;
            }
        }
        return SymbolSeries.of(trials);
    }
}
