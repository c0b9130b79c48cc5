package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.Differences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A configuration that has been read, checked and completed with defaults.
public final class Configuration {
    private final ConfigurationSource source;
    private final Frame frame;
    private final Record values;

    private Configuration(ConfigurationSource source, Frame frame, Record values) {
        this.source = source;
        this.frame = frame;
        this.values = values;
    }

    /// Reads a configuration.
    ///
    /// @param overrides `a.b=value`, each replacing a key before anything is checked
    /// @param seed replaces the configuration's seed, if present
    /// @throws InputException naming file, line and key
    public static Configuration load(
            ConfigurationSource source, List<String> overrides, @Nullable Long seed, Experiments experiments) {
        TomlTree tree = TomlTree.parse(source.origin(), source.text(), overrides);
        Frame frame = Frame.read(tree);
        if (!overrides.isEmpty()) {
            frame = frame.withoutExpectations();
        }
        Experiment<?> experiment = experiments.find(frame.kind(), tree.place("kind"));
        ObjectNode own = tree.root().deepCopy();
        own.remove(Frame.KEYS);
        Record values = RecordReader.read(tree, own, "", experiment.configuration(), Frame.KEYS);
        checkClaims(tree, frame, experiment, values);
        if (seed != null) {
            frame = frame.withSeed(seed);
        }
        return new Configuration(source, frame, values);
    }

    /// Where the experiment is not that of its preset, a clause each: `training.blocks is 60 instead of 640`. Empty
    /// for a preset as it is, whatever the seed, and for a configuration that was not made from one; a file keeps
    /// the title of its preset. Reads the presets anew at each call.
    public List<String> departures() {
        Frame.Header header = frame.preset();
        String id = source.preset() != null ? source.preset() : header == null ? "" : header.id();
        String title = header == null ? "" : header.title();
        return Presets.installed().all().stream()
                .filter(preset -> preset.kind().equals(frame.kind()))
                .filter(preset -> id.isEmpty()
                        ? preset.title().equals(title)
                        : preset.id().equals(id))
                .findFirst()
                .map(preset -> departures(preset, values))
                .orElse(List.of());
    }

    private static List<String> departures(Preset preset, Record values) {
        TomlTree tree = TomlTree.parse("preset " + preset.id(), preset.toml(), List.of());
        ObjectNode own = tree.root().deepCopy();
        own.remove(Frame.KEYS);
        Record original = RecordReader.read(tree, own, "", values.getClass(), Frame.KEYS);
        return Differences.changes(Differences.tree(TomlText.tree(original)), Differences.tree(TomlText.tree(values)))
                .stream()
                .map(change -> change.key() + " is " + change.now() + " instead of " + change.before())
                .toList();
    }

    private static <C extends Record> void checkClaims(
            TomlTree tree, Frame frame, Experiment<C> experiment, Record values) {
        ValueNames names = experiment.values(experiment.configuration().cast(values));
        for (int i = 0; i < frame.claims().size(); i++) {
            Claim claim = frame.claims().get(i);
            if (!names.knows(claim.value())) {
                String key = "claims[" + i + "].value";
                String near = names.closest(claim.value());
                throw new InputException(tree.place(key) + ": claim \"" + claim.id() + "\" is about \"" + claim.value()
                        + "\", which no run of the kind " + frame.kind() + " measures; "
                        + (near == null
                                ? "it can be any of " + String.join(", ", names.given())
                                : "did you mean \"" + near + "\"?"));
            }
        }
    }

    /// Whether a warning of this code comes with numbers that the preset takes from its paper on
    /// purpose.
    boolean expects(String code) {
        return frame.preset() != null && frame.preset().expectedWarnings().contains(code);
    }

    public String name() {
        return preset() == null ? source.name() : preset();
    }

    public @Nullable String preset() {
        if (source.preset() != null) {
            return source.preset();
        }
        return frame.preset() == null || frame.preset().id().isEmpty()
                ? null
                : frame.preset().id();
    }

    public String title() {
        return frame.preset() == null ? "" : frame.preset().title();
    }

    public String kind() {
        return frame.kind();
    }

    public long seed() {
        return frame.seed();
    }

    public List<Claim> claims() {
        return frame.claims();
    }

    public Record values() {
        return values;
    }

    /// The folder that input files are resolved against.
    Path inputFolder() {
        Path own = source.folder() == null ? Path.of("").toAbsolutePath() : source.folder();
        return frame.inputFolder() == null ? own : own.resolve(frame.inputFolder());
    }

    /// Everything, with defaults, as maps, lists and plain values.
    ///
    /// @param usesInputs whether the place of the input files belongs to it
    Map<String, Object> tree(boolean usesInputs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind());
        tree.put("seed", seed());
        if (usesInputs || frame.inputFolder() != null) {
            tree.put("input_folder", inputFolder().normalize().toString());
        }
        if (frame.preset() != null) {
            Map<String, Object> header = TomlText.tree(frame.preset());
            header.put("id", preset() == null ? "" : preset());
            tree.put("preset", header);
        }
        tree.putAll(TomlText.tree(values));
        if (!claims().isEmpty()) {
            tree.put("claims", claims().stream().map(TomlText::tree).toList());
        }
        return tree;
    }
}
