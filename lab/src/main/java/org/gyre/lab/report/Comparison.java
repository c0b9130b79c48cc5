package org.gyre.lab.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Several runs side by side: where their configurations differ, how their claims ended, their final values, and
/// their recorded curves.
///
/// Lists inside are as long as the list of runs and in its order; what a run does not have is `null`.
public final class Comparison {
    /// One run.
    ///
    /// @param name name of its folder
    /// @param kind kind of experiment
    /// @param status `done`, `stopped`, `failed` or `running`
    public record Run(String name, String kind, String status, long step, long seed, String claims) {}

    /// A key of the configuration that is not the same everywhere.
    ///
    /// @param key path of the key, `training.learning_rate`
    /// @param values null where the key is absent
    public record Setting(String key, List<@Nullable JsonNode> values) {}

    /// A claim that at least one run has.
    ///
    /// @param results the runs' results
    public record ClaimRow(String id, String sentence, String paper, List<@Nullable ClaimResult> results) {}

    /// A value that at least one run has.
    public record ValueRow(String name, List<@Nullable Double> values) {}

    private final List<RunFiles> files;

    private Comparison(List<RunFiles> files) {
        this.files = files;
    }

    /// Reads the runs.
    ///
    /// @throws InputException if there are fewer than two, one is no run, one is given twice, or a file is damaged
    /// @throws IOException if a file cannot be read
    public static Comparison of(List<Path> folders) throws IOException {
        if (folders.size() < 2) {
            throw new InputException("compare needs at least two runs, and " + folders.size() + " was given; name two");
        }
        Set<Path> seen = new LinkedHashSet<>();
        List<RunFiles> files = new ArrayList<>();
        for (Path folder : folders) {
            if (!seen.add(folder.toAbsolutePath().normalize())) {
                throw new InputException(folder + " is given twice; name each run once");
            }
            files.add(RunFiles.read(RunDirectory.open(folder)));
        }
        return new Comparison(files);
    }

    public List<Run> runs() {
        return files.stream()
                .map(f -> new Run(
                        f.name(),
                        f.manifest().kind(),
                        f.status(),
                        f.step(),
                        f.manifest().seed(),
                        Report.counts(f.claims())))
                .toList();
    }

    /// Keys of the configuration that differ. Claims and the description of the preset are left out.
    public List<Setting> settings() {
        List<Map<String, JsonNode>> flat = files.stream()
                .map(f -> {
                    Map<String, JsonNode> keys = new LinkedHashMap<>();
                    flatten("", f.manifest().configuration(), keys);
                    return keys;
                })
                .toList();
        Set<String> keys = new LinkedHashSet<>();
        flat.forEach(f -> keys.addAll(f.keySet()));
        List<Setting> different = new ArrayList<>();
        for (String key : keys) {
            List<@Nullable JsonNode> values = new ArrayList<>();
            flat.forEach(f -> values.add(f.get(key)));
            if (new LinkedHashSet<>(values).size() > 1) {
                different.add(new Setting(key, Collections.unmodifiableList(values)));
            }
        }
        return different;
    }

    public List<ClaimRow> claims() {
        Map<String, ClaimRow> rows = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            for (ClaimResult result : files.get(i).claims()) {
                rows.computeIfAbsent(
                                result.claim().id(),
                                id -> new ClaimRow(
                                        id,
                                        result.claim().sentence(),
                                        result.claim().paper(),
                                        new ArrayList<>(Collections.nCopies(files.size(), null))))
                        .results()
                        .set(i, result);
            }
        }
        return List.copyOf(rows.values());
    }

    public List<ValueRow> values() {
        Map<String, ValueRow> rows = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            Result result = files.get(i).result();
            Map<String, Double> found = result == null ? Map.of() : result.values();
            for (Map.Entry<String, Double> value : found.entrySet()) {
                rows.computeIfAbsent(
                                value.getKey(),
                                name -> new ValueRow(name, new ArrayList<>(Collections.nCopies(files.size(), null))))
                        .values()
                        .set(i, value.getValue());
            }
        }
        return List.copyOf(rows.values());
    }

    /// One chart per recorded scalar, with a curve for every run that has it.
    public List<LineChart> curves() {
        Set<String> names = new LinkedHashSet<>();
        files.forEach(f -> names.addAll(f.scalars().columns().keySet()));
        List<LineChart> charts = new ArrayList<>();
        for (String name : names) {
            Series[] series = IntStream.range(0, files.size())
                    .filter(i -> files.get(i).scalars().columns().containsKey(name))
                    .mapToObj(i -> files.get(i)
                            .scalars()
                            .series(letter(i) + ": " + files.get(i).name(), name))
                    .toArray(Series[]::new);
            String words = Scalars.readable(name);
            charts.add(new LineChart(
                    "scalar-" + Scalars.anchor(name), words, "", Axis.linear("step"), Axis.linear(words), series));
        }
        return charts;
    }

    /// Sentences about what makes the comparison unsafe.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        Set<String> versions = new TreeSet<>();
        for (RunFiles f : files) {
            kinds.add(f.manifest().kind());
            versions.add(f.manifest().version() + " " + f.manifest().commit());
            if (!f.finished()) {
                warnings.add(f.name() + " is " + f.status() + " at step " + f.step()
                        + "; its values and claims are missing or not final.");
            }
        }
        if (kinds.size() > 1) {
            warnings.add("The runs are of different kinds: " + String.join(", ", kinds) + ".");
        }
        if (versions.size() > 1) {
            warnings.add("The runs were made by different versions of Gyre: " + String.join("; ", versions) + ".");
        }
        return warnings;
    }

    /// The short name of a run in the tables: A, B, …, Z, AA, AB, …
    static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : letter(index / 26 - 1) + letter(index % 26);
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> flat) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                boolean described = path.isEmpty()
                        && (entry.getKey().equals("claims") || entry.getKey().equals("preset"));
                if (!described) {
                    flatten(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat);
                }
            });
        } else {
            flat.put(path, node);
        }
    }
}
