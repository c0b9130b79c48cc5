package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.data.recording.RecordingOptions.Layout;

/// A recording from a table, once its layout is known.
final class TableRecording {
    private TableRecording() {}

    static Recording read(Table table, RecordingOptions options) {
        Layout layout = layout(table, options);
        refuse(
                table.file(),
                layout != Layout.BINNED && options.bin().isPresent(),
                "--counts-bin",
                "its rows are times of spikes and no bins, unless --layout says binned");
        return switch (layout) {
            case PAIRS -> pairs(table, options);
            case COLUMNS -> columns(table, options);
            case BINNED -> binned(table, options);
            case AUTO -> throw new AssertionError("decided above");
        };
    }

    /// What the table is. Two columns of which the second holds whole numbers are pairs, unless all
    /// is 0 and 1; columns of unequal length, and ordered ones that are not whole, are times of
    /// units; whole numbers that rise and fall are counts. What could be two things is a question.
    static Layout layout(Table table, RecordingOptions options) {
        if (options.layout() != Layout.AUTO) {
            return options.layout();
        }
        boolean zeroOne = table.isWhole() && table.max() <= 1;
        if (!table.isRectangular()) {
            return Layout.COLUMNS;
        }
        if (table.columns().length == 2 && table.isWhole(1) && !(zeroOne && table.rows() > 1)) {
            return Layout.PAIRS;
        }
        if (!table.isWhole() && table.isOrdered()) {
            return Layout.COLUMNS;
        }
        if (table.isWhole() && !table.isOrdered()) {
            if (options.bin().isEmpty()) {
                throw new InputException(
                        table.file() + ": looks like spike counts, one row a bin and one column a unit;"
                                + " give the width of a bin with --counts-bin, or say --layout pairs or columns");
            }
            return Layout.BINNED;
        }
        throw new InputException(table.file() + ": has " + Plural.of(table.columns().length, "column")
                + " that could be times of units, spike counts or neither; two columns (time in seconds and the unit's"
                + " number) were expected: say --layout pairs, columns or binned");
    }

    private static Recording pairs(Table table, RecordingOptions options) {
        String file = table.file();
        if (table.columns().length != 2 || !table.isRectangular()) {
            throw new InputException(file + ": has " + Plural.of(table.columns().length, "column")
                    + "; two were expected, the time in seconds and the unit's number");
        }
        return pairs(table.columns()[0], table.columns()[1], file, header(table, 0), options);
    }

    /// @param said the name of the column of times, or empty
    static Recording pairs(double[] times, double[] units, String file, String said, RecordingOptions options) {
        Clock clock = clock(file, said, OptionalDouble.empty(), options);
        return pairs(
                times,
                units,
                file,
                clock,
                options,
                Map.of(),
                "pairs of time in " + clock.unit().symbol() + " and unit");
    }

    static Recording pairs(
            double[] times,
            double[] units,
            String file,
            Clock clock,
            RecordingOptions options,
            Map<String, String> facts,
            String understoodAs) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int row = 0; row < times.length; row++) {
            int place = row;
            clock.tick(times[row], file, () -> "row " + (place + 1) + ", column 1");
            counts.merge(unit(units[row], row, file), 1, Integer::sum);
        }
        Map<Integer, double[]> trains = new TreeMap<>();
        counts.forEach((unit, count) -> trains.put(unit, new double[count]));
        counts.replaceAll((unit, count) -> 0);
        for (int row = 0; row < times.length; row++) {
            int unit = (int) units[row];
            int at = counts.merge(unit, 1, Integer::sum) - 1;
            double[] train = trains.get(unit);
            if (train != null) {
                train[at] = times[row];
            }
        }
        List<String> warnings = new ArrayList<>();
        Trains spikes = new Trains(file, clock, options, warnings);
        trains.forEach((unit, train) -> {
            // Rows may stand in any order.
            Arrays.sort(train);
            spikes.add(String.valueOf(unit), train);
        });
        return new Recording(
                spikes.spikes(),
                spikes.times(),
                spikes.names(),
                null,
                OptionalDouble.empty(),
                understoodAs,
                facts,
                warnings);
    }

    private static int unit(double value, int row, String file) {
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new InputException(file + ", row " + (row + 1) + ", column 2: "
                    + (value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value) : value)
                    + " is not a unit's number; units are numbered 0, 1, 2, …");
        }
        return (int) value;
    }

    private static Recording columns(Table table, RecordingOptions options) {
        Optional<String> unitName = table.names().stream()
                .filter(name -> TimeUnit.inName(name).isPresent())
                .findFirst();
        Clock clock = clock(table.file(), unitName.orElse(""), OptionalDouble.empty(), options);
        List<String> warnings = new ArrayList<>();
        Trains spikes = new Trains(table.file(), clock, options, warnings);
        for (int c = 0; c < table.columns().length; c++) {
            spikes.add(table.name(c), table.columns()[c]);
        }
        return new Recording(
                spikes.spikes(),
                spikes.times(),
                spikes.names(),
                null,
                OptionalDouble.empty(),
                "a column of times in " + clock.unit().symbol() + " for each unit",
                Map.of(),
                warnings);
    }

    /// Counts become spikes at the start of their bin, on a clock of one tick a bin.
    private static Recording binned(Table table, RecordingOptions options) {
        String file = table.file();
        if (options.bin().isEmpty()) {
            throw new InputException(
                    file + ": spike counts need the width of their bins; give it, as in --counts-bin 4ms");
        }
        refuse(file, options.timeUnit().isPresent(), "--time-unit", "a table of spike counts has no times");
        refuse(file, options.clock().isPresent(), "--clock", "a table of spike counts has no times");
        int units = table.columns().length;
        long[][] ticks = new long[units][];
        long last = -1;
        long total = 0;
        for (int unit = 0; unit < units; unit++) {
            double[] counts = table.columns()[unit];
            double sum = 0;
            for (int bin = 0; bin < counts.length; bin++) {
                if (!(counts[bin] >= 0 && counts[bin] <= Integer.MAX_VALUE && counts[bin] == Math.rint(counts[bin]))) {
                    throw new InputException(file + ", row " + (bin + 1) + ", column " + (unit + 1) + ": " + counts[bin]
                            + " is not a number of spikes (0, 1, 2, …)");
                }
                sum += counts[bin];
            }
            total += (long) sum;
            if (total > options.limits().maxElements() / 8) {
                throw new InputException(file + ": counts more than "
                        + options.limits().maxElements() / 8 + " spikes, the most that is read from counts");
            }
            ticks[unit] = new long[(int) sum];
            int at = 0;
            for (int bin = 0; bin < counts.length; bin++) {
                for (int spike = 0; spike < (int) counts[bin]; spike++) {
                    ticks[unit][at++] = bin;
                    last = Math.max(last, bin);
                }
            }
        }
        double bin = options.bin().getAsDouble();
        List<String> names = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            names.add(table.name(unit));
        }
        return new Recording(
                new SpikeTrains(ticks, 1 / bin, last + 1),
                null,
                names,
                null,
                OptionalDouble.of(table.rows() * bin),
                "spike counts, one row a bin of " + bin + " s, one column a unit",
                Map.of(),
                List.of("times are known to the bin only"));
    }

    /// Refuses an option that a file has no use for.
    ///
    /// @param why not, to follow a comma
    /// @throws InputException if it is given
    static void refuse(String file, boolean given, String option, String why) {
        if (given) {
            throw new InputException(file + ": the option " + option + " does nothing here, " + why + "; leave it out");
        }
    }

    private static String header(Table table, int column) {
        return table.names().isEmpty() ? "" : table.names().get(column);
    }

    /// The clock of times whose column or variable has a name.
    static Clock clock(String file, String name, OptionalDouble rate, RecordingOptions options) {
        return Clock.agree(file, TimeUnit.inName(name), "the name '" + name + "'", TimeUnit.SECONDS, rate, options);
    }
}
