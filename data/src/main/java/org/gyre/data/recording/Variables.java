package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.mat.MatValue;
import org.gyre.data.mat.MatValue.Cells;
import org.gyre.data.mat.MatValue.Numbers;
import org.gyre.data.mat.MatValue.Struct;

/// Spikes among named variables, as MATLAB users and `.npz` archives keep them. What counts as a
/// recording:
///
/// - cells of vectors, a unit each;
/// - structures with one field of times each (`times`, `spike_times`, `ts`, …);
/// - one structure whose fields are vectors, a unit each;
/// - a vector of times beside a vector of units of the same length (`spike_times` and
///   `spike_clusters`, …);
/// - a matrix of two columns, time and unit.
final class Variables {
    private static final Set<String> TIMES =
            Set.of("times", "spiketimes", "spikes", "ts", "timestamps", "st", "time", "t", "spiketrain", "train");
    private static final Set<String> UNITS = Set.of(
            "units",
            "unit",
            "clusters",
            "cluster",
            "spikeclusters",
            "spikeunits",
            "spikeids",
            "ids",
            "clu",
            "channels",
            "neurons",
            "senders");
    private static final Set<String> RATES =
            Set.of("fs", "samplerate", "samplingrate", "samplingfrequency", "sr", "srate");

    private final String file;
    private final Map<String, MatValue> values;
    private final RecordingOptions options;

    /// @param values what there is to choose from
    Variables(String file, Map<String, MatValue> values, RecordingOptions options) {
        this.file = file;
        this.values = values;
        this.options = options;
    }

    /// A candidate: how its times are named, its trains by name, and what it is.
    private record Found(String timesName, Map<String, double[]> trains, String what) {}

    /// Reads the recording.
    ///
    /// @throws InputException if there is none, or more than one
    Recording read() {
        Optional<Recording> pair = timesAndUnits();
        if (pair.isPresent()) {
            return pair.get();
        }
        Map<String, Found> found = new LinkedHashMap<>();
        values.forEach((name, value) -> units(name, value).ifPresent(units -> found.put(name, units)));
        if (found.size() == 1) {
            return recording(found.values().iterator().next());
        }
        if (found.isEmpty()) {
            for (Map.Entry<String, MatValue> entry : values.entrySet()) {
                if (values.size() == 1 && entry.getValue() instanceof Numbers numbers && numbers.shape().length == 2) {
                    return TableRecording.read(table(entry.getKey(), numbers), options);
                }
            }
            throw new InputException(file + ": holds no spikes that are understood among " + described()
                    + "; name a variable with cells of times, as in file.mat:name");
        }
        throw new InputException(
                file + ": holds several recordings (" + listed(found.keySet()) + "); choose one, as in file.mat:name");
    }

    private Recording recording(Found found) {
        Clock clock = TableRecording.clock(file, found.timesName, rate(), options);
        askWhole(found);
        List<String> warnings = new ArrayList<>();
        Trains trains = new Trains(file, clock, options, warnings);
        found.trains.forEach(trains::add);
        return new Recording(
                trains.spikes(),
                trains.times(),
                trains.names(),
                null,
                OptionalDouble.empty(),
                found.what + ", times in " + clock.unit().symbol(),
                Map.of(),
                warnings);
    }

    /// Whole numbers beside a sampling rate are ticks as likely as seconds: a question.
    private void askWhole(Found found) {
        if (rate().isEmpty()
                || options.timeUnit().isPresent()
                || TimeUnit.inName(found.timesName).isPresent()) {
            return;
        }
        for (double[] train : found.trains.values()) {
            for (double time : train) {
                if (time != Math.rint(time)) {
                    return;
                }
            }
        }
        throw new InputException(file + ": has whole numbers as times and a sampling rate of " + rate().getAsDouble()
                + " Hz; are they ticks or seconds? Say --time-unit ticks or --time-unit s");
    }

    private OptionalDouble rate() {
        for (Map.Entry<String, MatValue> entry : values.entrySet()) {
            if (RATES.contains(plain(entry.getKey()))
                    && entry.getValue() instanceof Numbers numbers
                    && numbers.values().length == 1
                    && numbers.values()[0] > 0
                    && numbers.values()[0] < 1e12) {
                return OptionalDouble.of(numbers.values()[0]);
            }
        }
        return OptionalDouble.empty();
    }

    /// A vector of times and one of units, by their names.
    private Optional<Recording> timesAndUnits() {
        String times = null;
        String units = null;
        for (Map.Entry<String, MatValue> entry : values.entrySet()) {
            if (!(entry.getValue() instanceof Numbers numbers) || !numbers.isVector()) {
                continue;
            }
            if (isTimes(entry.getKey())) {
                times = times == null ? entry.getKey() : times;
            } else if (UNITS.contains(plain(entry.getKey()))) {
                units = units == null ? entry.getKey() : units;
            }
        }
        if (times == null
                || units == null
                || !(values.get(times) instanceof Numbers time)
                || !(values.get(units) instanceof Numbers unit)) {
            return Optional.empty();
        }
        if (time.values().length != unit.values().length) {
            throw new InputException(
                    file + ": has " + Plural.of(time.values().length, "value") + " in " + FileKind.printable(times)
                            + " and " + unit.values().length + " in " + FileKind.printable(units)
                            + "; the two do not belong together");
        }
        Found found = new Found(times, Map.of("", time.values()), "");
        Clock clock = TableRecording.clock(file, times, rate(), options);
        askWhole(found);
        return Optional.of(TableRecording.pairs(
                time.values(),
                unit.values(),
                file,
                clock,
                options,
                Map.of(),
                "vectors " + FileKind.printable(times) + " in " + clock.unit().symbol() + " and "
                        + FileKind.printable(units)));
    }

    private static Optional<Found> units(String name, MatValue value) {
        Map<String, double[]> trains = new LinkedHashMap<>();
        switch (value) {
            case Cells cells -> {
                for (int i = 0; i < cells.values().size(); i++) {
                    if (!(cells.values().get(i) instanceof Numbers numbers) || !numbers.isVector()) {
                        return Optional.empty();
                    }
                    trains.put(String.valueOf(i + 1), numbers.values());
                }
                return found(name, trains, "cells of times");
            }
            case Struct struct -> {
                return struct.elements().size() == 1
                        ? fields(name, struct.elements().getFirst())
                        : structs(struct);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static Optional<Found> found(String name, Map<String, double[]> trains, String what) {
        return trains.isEmpty()
                ? Optional.empty()
                : Optional.of(new Found(name, trains, what + " (" + FileKind.printable(name) + ")"));
    }

    /// One structure: a field of times, or a field for each unit.
    private static Optional<Found> fields(String name, Map<String, MatValue> fields) {
        Map<String, double[]> trains = new LinkedHashMap<>();
        for (Map.Entry<String, MatValue> field : fields.entrySet()) {
            if (isTimes(field.getKey()) && field.getValue() instanceof Cells cells) {
                return units(field.getKey(), cells);
            }
            if (!(field.getValue() instanceof Numbers numbers) || !numbers.isVector()) {
                return Optional.empty();
            }
            trains.put(field.getKey(), numbers.values());
        }
        return found(name, trains, "a structure with a field of times for each unit");
    }

    /// Structures, one for each unit, with the same field of times.
    private static Optional<Found> structs(Struct struct) {
        Map<String, double[]> trains = new LinkedHashMap<>();
        String field = "";
        for (int i = 0; i < struct.elements().size(); i++) {
            Map<String, MatValue> element = struct.elements().get(i);
            if (i == 0) {
                for (String name : element.keySet()) {
                    field = isTimes(name) && field.isEmpty() ? name : field;
                }
            }
            if (!(element.get(field) instanceof Numbers numbers) || !numbers.isVector()) {
                return Optional.empty();
            }
            trains.put(String.valueOf(i + 1), numbers.values());
        }
        return found(field, trains, "structures with times");
    }

    private Table table(String name, Numbers numbers) {
        int rows = numbers.shape()[0];
        double[][] columns = new double[numbers.shape()[1]][rows];
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(numbers.values(), c * rows, columns[c], 0, rows);
        }
        if (columns.length == 0) {
            throw new InputException(file + ": the variable " + FileKind.printable(name) + " is empty");
        }
        return new Table(file, List.of(), columns);
    }

    /// Whether a name says times, with or without a unit: `spike_times`, `times_ms`.
    private static boolean isTimes(String name) {
        String plain = plain(name);
        for (TimeUnit unit : TimeUnit.values()) {
            if (TimeUnit.inName(name).filter(unit::equals).isPresent()) {
                int cut = Math.max(name.lastIndexOf('_'), 0);
                return cut > 0 && TIMES.contains(plain(name.substring(0, cut)));
            }
        }
        return TIMES.contains(plain);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private String described() {
        List<String> texts = new ArrayList<>();
        values.forEach((name, value) -> texts.add(name + " (" + value.describe() + ")"));
        return texts.isEmpty() ? "no variables" : listed(texts);
    }

    private static String listed(Iterable<String> names) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (String name : names) {
            if (shown++ == 8) {
                return text + ", …";
            }
            text.append(text.isEmpty() ? "" : ", ").append(FileKind.printable(name));
        }
        return text.toString();
    }
}
