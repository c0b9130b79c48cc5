package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;

/// The sorted units of a Neurodata Without Borders file (NWB 2): `/units/spike_times` in seconds,
/// unit after unit; `/units/spike_times_index`, where each unit ends; `/units/id`.
public final class NwbUnits {
    private static final String UNITS = "/units";

    private NwbUnits() {}

    /// What one unit has.
    ///
    /// @param name   its id
    /// @param spikes how many, or -1 if the index is wrong
    /// @param fault  why it cannot be read, or empty
    /// @param late   spikes earlier than the one before
    public record Unit(String name, int spikes, String fault, int late) {}

    /// Whether a file is NWB: it says so, or has a table of units.
    public static boolean matches(Hdf5File file) {
        return file.attribute("/", "nwb_version").isPresent()
                || file.find("/nwb_version").isPresent()
                || file.find(UNITS + "/spike_times").isPresent();
    }

    /// A report of each unit, in order; of broken ones too.
    ///
    /// @throws InputException if there are no units at all, or the file is of NWB 1
    public static List<Unit> report(Hdf5File file) {
        return report(data(file));
    }

    private static List<Unit> report(Data data) {
        List<Unit> units = new ArrayList<>();
        for (int unit = 0; unit < data.ends.length; unit++) {
            units.add(unit(data, unit));
        }
        return units;
    }

    private record Data(double[] times, long[] ends, List<String> names) {
        long start(int unit) {
            return unit == 0 ? 0 : ends[unit - 1];
        }
    }

    private static Unit unit(Data data, int unit) {
        long start = data.start(unit);
        long end = data.ends[unit];
        String name = data.names.get(unit);
        if (end < start) {
            return new Unit(name, -1, "its index falls from " + start + " to " + end, 0);
        }
        if (start < 0 || end > data.times.length) {
            return new Unit(
                    name, -1, "its index " + end + " lies beyond the " + Plural.of(data.times.length, "spike time"), 0);
        }
        int late = 0;
        for (int i = (int) start; i < end; i++) {
            if (!(data.times[i] >= 0 && data.times[i] < Double.POSITIVE_INFINITY)) {
                return new Unit(
                        name,
                        (int) (end - start),
                        "its spike " + (i - start + 1) + " is at " + data.times[i] + " s",
                        0);
            }
            late += i > start && data.times[i] < data.times[i - 1] ? 1 : 0;
        }
        return new Unit(name, (int) (end - start), "", late);
    }

    private static Data data(Hdf5File file) {
        String version = version(file);
        if (version.startsWith("1.") || version.startsWith("NWB-1")) {
            throw new InputException(
                    file.name() + ": is of NWB version " + version + "; versions 2 are read: convert it with pynwb");
        }
        Optional<Hdf5Dataset> times = file.find(UNITS + "/spike_times");
        Optional<Hdf5Dataset> index = file.find(UNITS + "/spike_times_index");
        if (times.isEmpty() || index.isEmpty()) {
            throw new InputException(file.name() + ": is an NWB file without "
                    + (file.hasGroup(UNITS) ? UNITS + "/spike_times and its index" : UNITS)
                    + "; it holds no sorted spikes");
        }
        long[] ends = index.get().longs();
        List<String> names = new ArrayList<>();
        Optional<Hdf5Dataset> ids = file.find(UNITS + "/id").filter(Hdf5Dataset::isNumeric);
        long[] numbers =
                ids.isPresent() && ids.get().size() == ends.length ? ids.get().longs() : new long[0];
        for (int unit = 0; unit < ends.length; unit++) {
            names.add(String.valueOf(numbers.length > 0 ? numbers[unit] : unit));
        }
        return new Data(times.get().doubles(), ends, names);
    }

    private static String version(Hdf5File file) {
        return FileKind.printable(file.attribute("/", "nwb_version")
                .or(() -> file.find("/nwb_version"))
                .map(attribute -> attribute.text(""))
                .orElse(""));
    }

    static Recording read(Hdf5File file, RecordingOptions options) {
        Data data = data(file);
        List<String> faults = new ArrayList<>();
        for (Unit unit : report(data)) {
            if (!unit.fault.isEmpty()) {
                faults.add("unit " + unit.name + ": " + unit.fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new InputException(file.name() + ": "
                    + String.join("; ", faults.subList(0, Math.min(3, faults.size())))
                    + (faults.size() > 3 ? "; and " + Plural.of(faults.size() - 3, "unit") + " more" : "")
                    + "; mend these units or leave them out of the file");
        }
        List<String> warnings = new ArrayList<>();
        String version = version(file);
        if (!version.startsWith("2.")) {
            warnings.add("the NWB version is " + (version.isEmpty() ? "not given" : "'" + version + "'")
                    + "; the file was read as version 2");
        }
        if (data.ends.length > 0 && data.ends[data.ends.length - 1] < data.times.length) {
            warnings.add((data.times.length - data.ends[data.ends.length - 1])
                    + " spike times lie behind the end of the last unit; they were left out");
        }
        Optional<TimeUnit> said =
                file.attribute(UNITS + "/spike_times", "unit").flatMap(attribute -> TimeUnit.of(attribute.text("")));
        Clock clock = Clock.agree(
                file.name(),
                said.or(() -> Optional.of(TimeUnit.SECONDS)),
                said.isPresent()
                        ? "the attribute 'unit' of /units/spike_times"
                        : "the NWB format, without an attribute 'unit' of /units/spike_times,",
                TimeUnit.SECONDS,
                rate(file),
                options);
        Trains trains = new Trains(file.name(), clock, options, warnings);
        for (int unit = 0; unit < data.ends.length; unit++) {
            trains.add(data.names.get(unit), data.times, (int) data.start(unit), (int) data.ends[unit]);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        if (!version.isEmpty()) {
            facts.put("nwb_version", version);
        }
        for (String fact : List.of("session_description", "identifier", "session_start_time")) {
            file.find("/" + fact)
                    .map(dataset -> dataset.text(""))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> facts.put(fact, FileKind.printable(text)));
        }
        return new Recording(
                trains.spikes(),
                trains.times(),
                trains.names(),
                null,
                OptionalDouble.empty(),
                "NWB units: times in " + clock.unit().symbol(),
                facts,
                warnings);
    }

    /// The clock of the file: one tick is the `resolution` of the spike times, in seconds. A round
    /// number of ticks in a second is meant, though a fraction was stored.
    private static OptionalDouble rate(Hdf5File file) {
        Optional<Hdf5Dataset> resolution = file.attribute(UNITS + "/spike_times", "resolution");
        if (resolution.isPresent()
                && resolution.get().isNumeric()
                && resolution.get().size() == 1) {
            double rate = 1 / resolution.get().doubles()[0];
            double round = Math.rint(rate);
            if (rate > 0 && rate < 1e12) {
                return OptionalDouble.of(Math.abs(rate - round) <= 1e-6 * rate ? round : rate);
            }
        }
        return OptionalDouble.empty();
    }
}
