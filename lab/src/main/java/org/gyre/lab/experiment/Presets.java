package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.jspecify.annotations.Nullable;

/// The presets that come with Gyre: resources `presets/<system>/<name>.toml` of this module, listed in
/// `presets/index.txt`.
public final class Presets {
    private static final String FOLDER = "/org/gyre/lab/presets/";

    private final List<Preset> presets;

    private Presets(List<Preset> presets) {
        this.presets = List.copyOf(presets);
    }

    /// Reads them all.
    ///
    /// @throws IllegalStateException if the index names a preset that is not there
    public static Presets installed() {
        List<Preset> presets = new ArrayList<>();
        String index = resource("index.txt");
        for (String line : index == null ? List.<String>of() : index.lines().toList()) {
            String id = line.strip();
            if (id.isEmpty() || id.startsWith("#")) {
                continue;
            }
            String toml = resource(id + ".toml");
            if (toml == null) {
                throw new IllegalStateException("the index names the preset " + id + ", which is not there");
            }
            presets.add(read(id, toml));
        }
        return new Presets(presets);
    }

    static Presets of(List<Preset> presets) {
        return new Presets(presets);
    }

    /// Reads the frame of a preset's text; its experiment's own keys are not looked at.
    ///
    /// @throws InputException naming line and key
    public static Preset read(String id, String toml) {
        Frame frame = Frame.read(TomlTree.parse("preset " + id, toml, List.of()));
        Frame.Header header = frame.preset();
        if (header == null) {
            throw new InputException("preset " + id + ": the table [preset] is missing; give it at least a title");
        }
        return new Preset(
                id,
                frame.kind(),
                header.title(),
                header.paper(),
                header.minutes(),
                header.summary(),
                frame.claims(),
                toml);
    }

    /// In the order of the index.
    public List<Preset> all() {
        return presets;
    }

    /// A preset by its id, or by the part after the slash if that is unique.
    ///
    /// @throws InputException if there is none, with the most similar id
    public Preset find(String id) {
        List<Preset> found = presets.stream()
                .filter(preset -> preset.id().equals(id) || preset.id().endsWith("/" + id))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        List<String> known = new ArrayList<>();
        for (Preset preset : presets) {
            known.add(preset.id());
            known.add(preset.id().substring(preset.id().indexOf('/') + 1));
        }
        String near = Suggestions.closest(id, known);
        String remedy = found.size() > 1
                ? "it could be "
                        + String.join(" or ", found.stream().map(Preset::id).toList())
                : near == null
                        ? "'gyre presets' lists them all, and the name of a file must end in .toml"
                        : "did you mean '" + near + "'? 'gyre presets' lists them all";
        throw new InputException("unknown preset '" + FileKind.printable(id) + "'; " + remedy);
    }

    private static @Nullable String resource(String name) {
        try (InputStream input = Presets.class.getResourceAsStream(FOLDER + name)) {
            return input == null ? null : new String(input.readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the resource " + name, failure);
        }
    }
}
