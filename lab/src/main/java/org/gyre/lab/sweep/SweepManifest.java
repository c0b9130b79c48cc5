package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.run.Formats;
import org.gyre.lab.run.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `sweep.json`: what is needed to go on with a sweep, and to repeat it.
///
/// @param format        always [#FORMAT]
/// @param formatVersion see [#FORMAT_VERSION]
/// @param name          of the plan's file
/// @param plan          what tells the plan from every other
/// @param points        how many there are
/// @param base          the configuration that they vary, whose text is in `base.toml`
/// @param version       Gyre's version
/// @param commit        the commit it was built from, if known
/// @param modified      whether the sources differed from that commit, if known
/// @param started       UTC
public record SweepManifest(
        String format,
        int formatVersion,
        String name,
        String title,
        String plan,
        int points,
        Base base,
        String version,
        @Nullable String commit,
        @Nullable Boolean modified,
        String started,
        String jvm,
        String os,
        String cpu,
        List<String> commandLine) {
    static final String FORMAT = "gyre-sweep";
    static final int FORMAT_VERSION = 1;

    /// Where the configuration came from.
    ///
    /// @param folder that input files are resolved against, if it was a file
    public record Base(
            String origin,
            String name,
            @Nullable String preset,
            @Nullable String folder) {
        ConfigurationSource with(String text) {
            return new ConfigurationSource(origin, name, preset, folder == null ? null : Path.of(folder), text);
        }
    }

    public SweepManifest {
        commandLine = List.copyOf(commandLine);
    }

    /// The plan as it was.
    ConfigurationSource keptPlan(SweepDirectory directory) {
        ConfigurationSource file = ConfigurationSource.file(directory.plan());
        return new ConfigurationSource(file.origin(), name, null, file.folder(), file.text());
    }

    /// The configuration that it varies, as it was.
    ConfigurationSource keptBase(SweepDirectory directory) throws IOException {
        return base.with(Files.readString(directory.base(), UTF_8));
    }

    /// Reads and checks a manifest.
    ///
    /// @throws InputException if it is missing, corrupt, or of another version
    public static SweepManifest read(Path file) {
        JsonNode tree = Json.read(file);
        Formats.check(file, tree, FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        return Json.bind(file, tree, SweepManifest.class);
    }
}
