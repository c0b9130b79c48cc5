package org.gyre.data.recording;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;

/// A folder of phy or Kilosort: `spike_times.npy` in samples, `spike_clusters.npy` (or
/// `spike_templates.npy`), the sampling rate in `params.py`, and what a curator called each
/// cluster.
///
/// `params.py` is read as lines of `name = number` or `name = 'text'` and is never run.
final class PhyFolder {
    /// Files of labels, the curator's before the sorter's.
    private static final List<String> LABELS = List.of("cluster_group.tsv", "cluster_info.tsv", "cluster_KSLabel.tsv");

    private static final int MAX_LINE = 1 << 16;
    private static final int MAX_LINES = 1 << 20;

    private PhyFolder() {}

    static boolean matches(Path folder) {
        return Files.isDirectory(folder) && Files.isRegularFile(folder.resolve("spike_times.npy"));
    }

    static Recording read(Path folder, RecordingOptions options) {
        Limits limits = options.limits();
        long[] times = whole(folder.resolve("spike_times.npy"), limits);
        boolean curated = Files.isRegularFile(folder.resolve("spike_clusters.npy"));
        String clusterFile = curated ? "spike_clusters.npy" : "spike_templates.npy";
        long[] clusters = whole(folder.resolve(clusterFile), limits);
        if (times.length != clusters.length) {
            throw new InputException(folder + ": has " + times.length + " times in spike_times.npy and "
                    + Plural.of(clusters.length, "cluster") + " in " + clusterFile
                    + "; the two do not belong together");
        }
        Path params = folder.resolve("params.py");
        Map<String, String> settings = Files.isRegularFile(params) ? settings(params, limits) : Map.of();
        OptionalDouble rate = rate(settings, params);
        Clock clock = Clock.agree(
                folder.toString(),
                java.util.Optional.of(TimeUnit.TICKS),
                "a phy folder",
                TimeUnit.TICKS,
                rate,
                options);
        List<String> warnings = new ArrayList<>();
        if (!curated) {
            warnings.add("there is no spike_clusters.npy; the sorter's templates were taken as units");
        }
        Map<Long, String> labels = labels(folder, limits);
        if (options.goodOnly() && labels.isEmpty()) {
            throw new InputException(folder + ": has none of " + String.join(", ", LABELS)
                    + ", so that no unit is known to be good; leave out the option or curate the folder");
        }
        Map<Long, Integer> counts = new TreeMap<>();
        for (long cluster : clusters) {
            counts.merge(cluster, 1, Integer::sum);
        }
        Set<Long> wanted = new TreeSet<>(counts.keySet());
        if (options.goodOnly()) {
            wanted.removeIf(cluster -> !"good".equals(labels.get(cluster)));
            if (wanted.isEmpty()) {
                throw new InputException(folder + ": none of its " + counts.size() + " units is labelled good");
            }
        }
        Map<Long, double[]> trains = new TreeMap<>();
        for (long cluster : wanted) {
            trains.put(cluster, new double[counts.getOrDefault(cluster, 0)]);
        }
        counts.replaceAll((cluster, count) -> 0);
        for (int i = 0; i < times.length; i++) {
            double[] train = trains.get(clusters[i]);
            if (train != null) {
                train[counts.merge(clusters[i], 1, Integer::sum) - 1] = times[i];
            }
        }
        Trains spikes = new Trains(folder.toString(), clock, options, warnings);
        trains.forEach((cluster, train) -> spikes.add(
                labels.containsKey(cluster) ? cluster + " (" + labels.get(cluster) + ")" : String.valueOf(cluster),
                train));
        Map<String, String> facts = new LinkedHashMap<>(settings);
        if (options.goodOnly()) {
            facts.put("units", "the " + wanted.size() + " of " + counts.size() + " that are labelled good");
        }
        return new Recording(
                spikes.spikes(),
                spikes.times(),
                spikes.names(),
                null,
                OptionalDouble.empty(),
                "phy/Kilosort folder: samples at " + clock.ticksPerSecond() + " Hz, a unit for each cluster",
                facts,
                warnings);
    }

    /// Whole numbers of one column.
    private static long[] whole(Path file, Limits limits) {
        NpyArray array = NpyReader.read(file, limits);
        int[] shape = array.shape();
        if (array.rank() == 0 || array.rank() > 2 || (array.rank() == 2 && shape[1] != 1)) {
            throw new InputException(file + ": is " + array + "; one column of whole numbers was expected");
        }
        double[] values = array.doubles();
        long[] whole = new long[values.length];
        for (int i = 0; i < whole.length; i++) {
            if (!(values[i] >= 0 && values[i] == Math.rint(values[i]) && values[i] < 0x1p53)) {
                throw new InputException(file + ": element " + (i + 1) + " is " + values[i]
                        + "; whole numbers from 0 were expected (samples, clusters)");
            }
            whole[i] = (long) values[i];
        }
        return whole;
    }

    private static OptionalDouble rate(Map<String, String> settings, Path params) {
        String text = settings.get("sample_rate");
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate < 1e12) {
                return OptionalDouble.of(rate);
            }
        } catch (NumberFormatException e) {
            // Told below, as other numbers that are no rate.
        }
        throw new InputException(params + ": sample_rate is '" + FileKind.printable(text)
                + "', not a rate in Hz; correct it or remove the line and give --clock");
    }

    /// The settings of `params.py`; lines of any other form are passed over.
    static Map<String, String> settings(Path file, Limits limits) {
        Map<String, String> settings = new LinkedHashMap<>();
        lines(file, limits, line -> {
            int equals = line.indexOf('=');
            if (equals < 0 || line.strip().startsWith("#")) {
                return;
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            int comment = value.indexOf('#');
            boolean quoted = value.startsWith("'") || value.startsWith("\"");
            if (!quoted && comment >= 0) {
                value = value.substring(0, comment).strip();
            }
            if (quoted) {
                int close = value.indexOf(value.charAt(0), 1);
                if (close < 0) {
                    return;
                }
                value = value.substring(1, close);
            } else if (!value.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?|True|False")) {
                return;
            }
            if (key.matches("[A-Za-z_][A-Za-z0-9_]*") && settings.size() < limits.maxMembers()) {
                settings.put(FileKind.printable(key), FileKind.printable(value));
            }
        });
        return settings;
    }

    /// The label of each cluster, from the first file of labels that is there.
    private static Map<Long, String> labels(Path folder, Limits limits) {
        for (String name : LABELS) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return labels(file, name, limits);
            }
        }
        return Map.of();
    }

    static Map<Long, String> labels(Path file, String name, Limits limits) {
        Map<Long, String> labels = new TreeMap<>();
        int[] columns = {-1, -1};
        lines(file, limits, line -> {
            String[] cells = line.split("\t", -1);
            if (columns[0] < 0) {
                for (int c = 0; c < cells.length; c++) {
                    String head = cells[c].strip().toLowerCase(Locale.ROOT);
                    columns[0] = head.equals("cluster_id") || head.equals("id") ? c : columns[0];
                    columns[1] = head.equals("group") || (columns[1] < 0 && head.equals("kslabel")) ? c : columns[1];
                }
                if (columns[0] < 0 || columns[1] < 0) {
                    throw new InputException(
                            file + ": its first line does not name the columns cluster_id and group (or KSLabel)");
                }
                return;
            }
            int last = Math.max(columns[0], columns[1]);
            if (cells.length <= last || !cells[columns[0]].strip().matches("[0-9]{1,15}")) {
                throw new InputException(file + ": '" + FileKind.printable(line)
                        + "' is not a line with a cluster's number and its label, separated by tabs");
            }
            labels.put(
                    Long.parseLong(cells[columns[0]].strip()),
                    FileKind.printable(cells[columns[1]].strip().toLowerCase(Locale.ROOT)));
        });
        if (columns[0] < 0) {
            throw new InputException(file + ": is empty; " + name + " names a group for each cluster");
        }
        return labels;
    }

    /// Gives each line that is not blank to `each`.
    private static void lines(Path file, Limits limits, java.util.function.Consumer<String> each) {
        InputFile.read(file, limits, channel -> {
            InputStream in = Channels.newInputStream(channel);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            int count = 0;
            for (int c = reader.read(); ; c = reader.read()) {
                if (c < 0 || c == '\n' || c == '\r') {
                    if (!line.toString().isBlank()) {
                        if (++count > MAX_LINES) {
                            throw new InputException(file + ": has more than " + MAX_LINES + " lines");
                        }
                        each.accept(line.toString());
                    }
                    line.setLength(0);
                    if (c < 0) {
                        return "";
                    }
                } else if (line.length() >= MAX_LINE) {
                    throw new InputException(file + ": has a line of more than " + MAX_LINE + " characters");
                } else {
                    line.append((char) c);
                }
            }
        });
    }
}
