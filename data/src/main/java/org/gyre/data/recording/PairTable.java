package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.data.Matrix;

/// Spikes as two columns, the time and the number of the unit, in any order of rows.
final class PairTable {
    private PairTable() {}

    static Recording read(Matrix table, String file, RecordingOptions options) {
        if (table.columns() != 2) {
            throw new InputException(file + ": has " + table.columns()
                    + (table.columns() == 1 ? " column" : " columns")
                    + "; two were expected, the time and the unit's number");
        }
        Optional<TimeUnit> said = table.columnNames().isEmpty()
                ? Optional.empty()
                : TimeUnit.inName(table.columnNames().getFirst());
        String saidBy = table.columnNames().isEmpty()
                ? ""
                : "the header '" + table.columnNames().getFirst() + "'";
        Clock clock = Clock.agree(file, said, saidBy, TimeUnit.SECONDS, OptionalDouble.empty(), options);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int row = 0; row < table.rows(); row++) {
            counts.merge(unit(table.get(row, 1), row, file), 1, Integer::sum);
        }
        Map<Integer, double[]> times = new TreeMap<>();
        counts.forEach((unit, count) -> times.put(unit, new double[count]));
        counts.replaceAll((unit, count) -> 0);
        for (int row = 0; row < table.rows(); row++) {
            int place = row;
            clock.tick(table.get(row, 0), file, () -> "row " + (place + 1) + ", column 1");
            int unit = (int) table.get(row, 1);
            int at = counts.merge(unit, 1, Integer::sum) - 1;
            double[] train = times.get(unit);
            if (train != null) {
                train[at] = table.get(row, 0);
            }
        }
        List<String> warnings = new ArrayList<>();
        Trains trains = new Trains(file, clock, warnings);
        times.forEach((unit, train) -> {
            Arrays.sort(train);
            trains.add(String.valueOf(unit), train);
        });
        return new Recording(
                trains.spikes(),
                trains.names(),
                null,
                OptionalDouble.empty(),
                "pairs of time in " + clock.unit().symbol() + " and unit number",
                Map.of(),
                warnings);
    }

    private static int unit(double value, int row, String file) {
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new InputException(file + ", row " + (row + 1) + ", column 2: " + value
                    + " is not a unit's number; units are numbered 0, 1, 2, …");
        }
        return (int) value;
    }
}
