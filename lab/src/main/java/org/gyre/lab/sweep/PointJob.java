package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Trial;
import org.gyre.lab.run.Json;
import org.gyre.lab.run.Warning;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A point of a sweep as work for an engine: settings go in, a [Row] comes out.
public final class PointJob implements Job {
    static final String NAME = "sweep-point";

    /// For the service loader.
    public PointJob() {}

    @Override
    public String name() {
        return NAME;
    }

    /// What goes in.
    ///
    /// @param inputs files that are brought along
    static byte[] input(ConfigurationSource base, SweepPoint point, List<String> wanted, Trial.Inputs inputs) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("origin", base.origin());
        input.put("name", base.name());
        input.put("preset", base.preset());
        input.put("folder", base.folder() == null ? null : base.folder().toString());
        input.put("text", base.text());
        input.put("set", point.overrides());
        input.put("seed", point.seed());
        input.put("values", wanted);
        Map<String, List<String>> sets = new LinkedHashMap<>();
        inputs.sets()
                .forEach((name, files) ->
                        sets.put(name, files.stream().map(Path::toString).toList()));
        input.put("sets", sets);
        return Json.line(input).getBytes(UTF_8);
    }

    @Override
    public byte[] compute(byte[] input, Workplace workplace) {
        JsonNode asked = Json.parse(new String(input, UTF_8));
        ConfigurationSource source = new ConfigurationSource(
                asked.path("origin").asString(""),
                asked.path("name").asString(""),
                text(asked.path("preset")),
                text(asked.path("folder")) == null
                        ? null
                        : Path.of(asked.path("folder").asString("")),
                asked.path("text").asString(""));
        List<String> overrides = new ArrayList<>();
        asked.path("set").forEach(entry -> overrides.add(entry.asString("")));
        Long seed = asked.path("seed").isIntegralNumber() ? asked.path("seed").longValue() : null;
        Configuration configuration = Configuration.load(source, overrides, seed, Experiments.installed());
        Map<String, List<Path>> sets = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> set : asked.path("sets").properties()) {
            List<Path> files = new ArrayList<>();
            set.getValue().forEach(file -> files.add(Path.of(file.asString(""))));
            sets.put(set.getKey(), files);
        }
        Trial.End end = Trial.run(
                configuration,
                workplace.threads(),
                new Trial.Inputs(List.of(), sets),
                workplace::file,
                workplace::stopRequested);
        List<String> wanted = new ArrayList<>();
        asked.path("values").forEach(name -> wanted.add(name.asString("")));
        return row(end, wanted).toJson().getBytes(UTF_8);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static Row row(Trial.End end, List<String> wanted) {
        Map<String, Double> values = new LinkedHashMap<>(end.values());
        if (!wanted.isEmpty()) {
            values.keySet().retainAll(wanted);
        }
        Map<String, String> undefined = new LinkedHashMap<>(end.undefined());
        undefined.keySet().retainAll(values.keySet());
        return new Row(
                values,
                undefined,
                end.warnings().stream()
                        .filter(warning -> !warning.failure() && !warning.note())
                        .map(Warning::code)
                        .toList(),
                end.warnings().stream()
                        .filter(Warning::failure)
                        .map(Warning::code)
                        .toList(),
                "");
    }
}
