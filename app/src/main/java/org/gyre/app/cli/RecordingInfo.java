package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.SourceName;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.mat.MatFile;
import org.gyre.data.recording.NwbUnits;
import org.gyre.data.recording.Recording;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;

/// What `gyre data info` says of recordings and of files with many parts.
final class RecordingInfo {
    /// Parts of a file that are listed for people; JSON has all.
    private static final int SHOWN = 40;

    private RecordingInfo() {}

    /// A container: its parts, and the recording in it or what would be needed to read one.
    static Map<String, Object> of(String source, FileKind kind, RecordingFileOptions options, List<String> warnings) {
        Map<String, Object> object = new LinkedHashMap<>();
        Path file = SourceName.of(source).file();
        object.put("parts", kind == FileKind.HDF5 ? datasets(file, object) : variables(file));
        try {
            object.putAll(recording(options.read(source), warnings));
        } catch (InputException question) {
            object.put("no_recording", question.getMessage());
        }
        return object;
    }

    /// The recording in a file that may well be none, or why it is none.
    static Map<String, Object> ifAny(String source, RecordingFileOptions options, List<String> warnings) {
        try {
            return recording(options.read(source), warnings);
        } catch (InputException none) {
            return Map.of("no_recording", none.getMessage());
        }
    }

    /// Units, spikes, clock and rates of a recording.
    static Map<String, Object> recording(Recording recording, List<String> warnings) {
        SpikeTrains spikes = recording.spikes();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("understood_as", recording.understoodAs());
        object.put("units", spikes.units());
        object.put("spikes", spikes.spikes());
        object.put("seconds", recording.seconds());
        object.put("seconds_known", recording.recordedSeconds().isPresent());
        object.put("ticks_per_second", spikes.ticksPerSecond());
        double[] rates = Arrays.stream(spikes.ticks())
                .mapToDouble(train -> train.length / recording.seconds())
                .sorted()
                .toArray();
        boolean known = recording.seconds() > 0;
        object.put("lowest_rate_hz", known ? rates[0] : Double.NaN);
        object.put("mean_rate_hz", known ? Arrays.stream(rates).average().orElse(Double.NaN) : Double.NaN);
        object.put("highest_rate_hz", known ? rates[rates.length - 1] : Double.NaN);
        object.put("positions", recording.positions() != null);
        object.put("unit_names", recording.unitNames());
        object.put("facts", recording.facts());
        warnings.addAll(recording.warnings());
        return object;
    }

    private static List<String> datasets(Path file, Map<String, Object> object) {
        return Hdf5File.read(file, Limits.DEFAULT, hdf5 -> {
            List<String> parts = new ArrayList<>();
            for (String path : hdf5.datasets()) {
                parts.add(FileKind.printable(path)
                        + hdf5.find(path)
                                .map(Hdf5Dataset::describe)
                                .map(text -> ": " + text)
                                .orElse(""));
            }
            if (NwbUnits.matches(hdf5)) {
                nwb(hdf5, object);
            }
            return parts;
        });
    }

    /// A line for each unit that has a fault.
    private static void nwb(Hdf5File file, Map<String, Object> object) {
        try {
            List<String> faults = new ArrayList<>();
            for (NwbUnits.Unit unit : NwbUnits.report(file)) {
                if (!unit.fault().isEmpty()) {
                    faults.add("unit " + unit.name() + ": " + unit.fault());
                }
            }
            object.put("faulty_units", faults);
        } catch (InputException told) {
            // The recording's own refusal says the same.
        }
    }

    private static List<String> variables(Path file) {
        return MatFile.read(file, Limits.DEFAULT, mat -> {
            List<String> parts = new ArrayList<>();
            for (String variable : mat.variables()) {
                parts.add(
                        FileKind.printable(variable) + ": " + mat.read(variable).describe());
            }
            return parts;
        });
    }

    /// Prints what was found.
    static void print(Map<String, Object> object, Console console) {
        if (object.get("understood_as") instanceof String understood) {
            console.print("  read as " + understood);
            console.print("  " + count(object.get("units"), "unit") + ", " + count(object.get("spikes"), "spike") + ", "
                    + number(object.get("seconds")) + " s"
                    + (Boolean.TRUE.equals(object.get("seconds_known")) ? "" : " up to the last spike") + ", clock of "
                    + number(object.get("ticks_per_second")) + " Hz");
            console.print("  rates from " + number(object.get("lowest_rate_hz")) + " to "
                    + number(object.get("highest_rate_hz")) + " Hz, mean " + number(object.get("mean_rate_hz"))
                    + (Boolean.TRUE.equals(object.get("positions")) ? "; places of units are known" : ""));
            if (object.get("facts") instanceof Map<?, ?> facts && !facts.isEmpty()) {
                console.print("  " + facts);
            }
        }
        if (object.get("parts") instanceof List<?> parts) {
            console.print("  holds:");
            for (Object part : parts.subList(0, Math.min(SHOWN, parts.size()))) {
                console.print("    " + part);
            }
            if (parts.size() > SHOWN) {
                console.print("    and " + (parts.size() - SHOWN) + " more");
            }
        }
        if (object.get("faulty_units") instanceof List<?> faults) {
            faults.forEach(fault -> console.print("  " + fault));
        }
        if (object.get("no_recording") instanceof String question) {
            console.print("  no recording of spikes: " + question);
        }
    }

    private static String count(@Nullable Object value, String noun) {
        return value instanceof Number number ? Plural.of(number.longValue(), noun) : "–";
    }

    private static String number(@Nullable Object value) {
        return value instanceof Double number ? Numbers.compact(number) : "–";
    }
}
