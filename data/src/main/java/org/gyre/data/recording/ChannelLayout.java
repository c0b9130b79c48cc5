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

/// The HDF5 layout of the CARMEN portal's cultures and retinal waves (Eglen et al. 2014,
/// GigaScience 3:3): `/spikes` in seconds, channel after channel; `/sCount`, spikes of each
/// channel; `/epos`, places in micrometres, `[2][channel]`; `/names`; `/array`; `/recordingtime`,
/// start and end; `/meta/…`.
final class ChannelLayout {
    private ChannelLayout() {}

    static boolean matches(Hdf5File file) {
        return file.find("/spikes").isPresent() && file.find("/sCount").isPresent();
    }

    static Recording read(Hdf5File file, RecordingOptions options) {
        String name = file.name();
        Hdf5Dataset spikes = file.dataset("/spikes");
        Optional<TimeUnit> said = file.attribute("/spikes", "units")
                .or(() -> file.attribute("/spikes", "unit"))
                .flatMap(attribute -> TimeUnit.of(attribute.text("")));
        List<String> warnings = new ArrayList<>();
        Clock clock = Clock.agree(
                name,
                said.or(() -> Optional.of(TimeUnit.SECONDS)),
                said.isPresent()
                        ? "the attribute 'units' of /spikes"
                        : "the layout of /spikes and /sCount, without an attribute 'units',",
                TimeUnit.SECONDS,
                OptionalDouble.empty(),
                options);
        double[] times = spikes.doubles();
        long[] counts = file.dataset("/sCount").longs();
        List<String> unitNames = names(file, counts.length, warnings);
        Trains trains = new Trains(name, clock, options, warnings);
        long from = 0;
        for (int unit = 0; unit < counts.length; unit++) {
            if (counts[unit] < 0 || counts[unit] > times.length - from) {
                throw new InputException(name + ": /sCount, element " + unit + ", declares "
                        + Plural.of(counts[unit], "spike") + ", where /spikes has " + (times.length - from)
                        + " left; the two do not belong together");
            }
            trains.add(unitNames.get(unit), times, (int) from, (int) (from + counts[unit]));
            from += counts[unit];
        }
        if (from != times.length) {
            throw new InputException(name + ": /sCount adds up to " + Plural.of(from, "spike") + ", where /spikes has "
                    + times.length + "; the two do not belong together");
        }
        Map<String, String> facts = facts(file);
        return new Recording(
                trains.spikes(),
                trains.times(),
                trains.names(),
                positions(file, counts.length, warnings),
                recorded(file),
                "HDF5 with /spikes and /sCount: times in " + clock.unit().symbol() + ", channel after channel",
                facts,
                warnings);
    }

    private static List<String> names(Hdf5File file, int units, List<String> warnings) {
        Optional<Hdf5Dataset> dataset = file.find("/names").filter(Hdf5Dataset::isText);
        if (dataset.isPresent()) {
            String[] names = dataset.get().texts();
            if (names.length == units) {
                return List.of(names);
            }
            warnings.add("/names has " + Plural.of(names.length, "name") + " for " + Plural.of(units, "unit")
                    + "; they were not used");
        }
        List<String> numbers = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            numbers.add(String.valueOf(unit));
        }
        return numbers;
    }

    /// `[unit][2]` from `[2][unit]`.
    private static double @org.jspecify.annotations.Nullable [][] positions(
            Hdf5File file, int units, List<String> warnings) {
        Optional<Hdf5Dataset> dataset = file.find("/epos").filter(Hdf5Dataset::isNumeric);
        if (dataset.isEmpty()) {
            return null;
        }
        long[] shape = dataset.get().shape();
        if (shape.length != 2 || shape[1] != units || (shape[0] != 2 && shape[0] != 3)) {
            warnings.add("/epos has shape " + java.util.Arrays.toString(shape) + ", where 2 x " + units
                    + " was expected; places were not used");
            return null;
        }
        double[] values = dataset.get().doubles();
        double[][] positions = new double[units][(int) shape[0]];
        for (int unit = 0; unit < units; unit++) {
            for (int d = 0; d < positions[unit].length; d++) {
                positions[unit][d] = values[d * units + unit];
                if (!Double.isFinite(positions[unit][d])) {
                    warnings.add("/epos holds numbers that are not finite; places were not used");
                    return null;
                }
            }
        }
        return positions;
    }

    private static OptionalDouble recorded(Hdf5File file) {
        Optional<Hdf5Dataset> dataset = file.find("/recordingtime").filter(Hdf5Dataset::isNumeric);
        if (dataset.isPresent() && dataset.get().size() == 2) {
            double[] span = dataset.get().doubles();
            if (span[1] > span[0] && Double.isFinite(span[1] - span[0])) {
                return OptionalDouble.of(span[1] - span[0]);
            }
        }
        return OptionalDouble.empty();
    }

    private static Map<String, String> facts(Hdf5File file) {
        Map<String, String> facts = new LinkedHashMap<>();
        fact(file, "/array", "array", facts);
        for (String member : file.members("/meta")) {
            fact(file, "/meta/" + member, member, facts);
        }
        return facts;
    }

    private static void fact(Hdf5File file, String path, String key, Map<String, String> facts) {
        Optional<Hdf5Dataset> dataset = file.find(path);
        if (dataset.isPresent() && dataset.get().size() == 1) {
            if (dataset.get().isText()) {
                facts.put(
                        FileKind.printable(key),
                        FileKind.printable(dataset.get().texts()[0]));
            } else if (dataset.get().isNumeric()) {
                double value = dataset.get().doubles()[0];
                facts.put(
                        FileKind.printable(key),
                        value == Math.rint(value) && Math.abs(value) < 1e15
                                ? String.valueOf((long) value)
                                : String.valueOf(value));
            }
        }
    }
}
