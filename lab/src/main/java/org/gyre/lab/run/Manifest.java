package org.gyre.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `manifest.json`: what is needed to repeat a run, and to tell its files from another run's.
///
/// @param format always [#FORMAT]
/// @param formatVersion see [#FORMAT_VERSION]
/// @param runId unique to this run; every checkpoint repeats it
/// @param kind the kind of experiment
/// @param preset id of the preset it was started from, if any
/// @param version Gyre's version
/// @param commit the commit it was built from, if known
/// @param modified whether the sources differed from that commit, if known
/// @param configurationSha256 SHA-256 of the resolved configuration as in `config.toml`
/// @param formerConfigurations hashes of the resolved configurations before the user changed them and insisted
/// @param configuration the resolved configuration
/// @param started start of the run, UTC
/// @param blas the linear algebra library
/// @param inputs the files that the run reads
public record Manifest(
        String format,
        int formatVersion,
        String runId,
        String kind,
        @Nullable String preset,
        String version,
        @Nullable String commit,
        @Nullable Boolean modified,
        String configurationSha256,
        List<String> formerConfigurations,
        JsonNode configuration,
        long seed,
        String started,
        String jvm,
        String os,
        String cpu,
        int threads,
        String blas,
        List<String> commandLine,
        List<Input> inputs) {
    public static final String FORMAT = "gyre-run";
    public static final int FORMAT_VERSION = 1;

    /// An input file or folder.
    ///
    /// @param name as written in the configuration
    /// @param path where it was found
    /// @param bytes of [InputDigest], as `sha256`
    public record Input(String name, String path, long bytes, String sha256) {}

    public Manifest {
        formerConfigurations = List.copyOf(formerConfigurations);
        commandLine = List.copyOf(commandLine);
        inputs = List.copyOf(inputs);
    }

    /// Reads and checks a manifest.
    ///
    /// @throws InputException if it is missing, corrupt, or of another version
    public static Manifest read(Path file) {
        JsonNode tree = Json.read(file);
        Formats.check(file, tree, FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        Manifest manifest = Json.bind(file, tree, Manifest.class);
        try {
            manifest.claims();
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw Json.corrupt(file, malformed);
        }
        return manifest;
    }

    /// The claims of the configuration, which the run is held against at its end.
    ///
    /// @throws IllegalArgumentException if one has no bound, or bounds in the wrong order
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (JsonNode claim : configuration.path("claims")) {
            claims.add(new Claim(
                    claim.path("id").asString(""),
                    claim.path("sentence").asString(""),
                    claim.path("paper").asString(""),
                    claim.path("value").asString(""),
                    bound(claim, "min"),
                    bound(claim, "max"),
                    claim.path("reason").asString("")));
        }
        return claims;
    }

    private static @Nullable Double bound(JsonNode claim, String name) {
        JsonNode value = claim.path(name);
        return value.isNumber() ? value.doubleValue() : null;
    }

    public byte[] toJson() {
        return Json.pretty(this);
    }

    public Manifest withInputs(List<Input> found) {
        return new Manifest(
                format,
                formatVersion,
                runId,
                kind,
                preset,
                version,
                commit,
                modified,
                configurationSha256,
                formerConfigurations,
                configuration,
                seed,
                started,
                jvm,
                os,
                cpu,
                threads,
                blas,
                commandLine,
                found);
    }

    /// The manifest after the user changed the configuration and insisted on going on.
    public Manifest withConfiguration(JsonNode changed, String sha256) {
        List<String> former = new ArrayList<>(formerConfigurations);
        former.add(configurationSha256);
        return new Manifest(
                format,
                formatVersion,
                runId,
                kind,
                preset,
                version,
                commit,
                modified,
                sha256,
                former,
                changed,
                seed,
                started,
                jvm,
                os,
                cpu,
                threads,
                blas,
                commandLine,
                inputs);
    }
}
