package org.gyre.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a list of runs tells of one, read from `manifest.json` and `result.json` without the rest of them:
/// a thousand runs are read at once.
///
/// @param title               of its preset or configuration; else its kind
/// @param configurationSha256 as in [Manifest]
/// @param status              of its result; absent if there is none, or none that can be read
/// @param passed              claims that passed; with `failed` and `untested` all there are
/// @param problem             what is wrong with the result; empty if nothing is
public record Headline(
        String kind,
        @Nullable String preset,
        String title,
        long seed,
        String started,
        String version,
        String configurationSha256,
        Result.@Nullable Status status,
        long step,
        long totalSteps,
        int passed,
        int failed,
        int untested,
        String problem) {

    /// Reads it.
    ///
    /// @throws InputException if the manifest is missing, corrupt, or of another version
    public static Headline read(RunDirectory run) {
        Path file = run.manifest();
        JsonNode manifest = Json.read(file);
        Formats.check(file, manifest, Manifest.FORMAT, Manifest.FORMAT_VERSION, Manifest.FORMAT_VERSION);
        try {
            JsonNode configuration = manifest.required("configuration");
            String kind = manifest.required("kind").stringValue();
            Headline begun = new Headline(
                    kind,
                    manifest.path("preset").isString() ? manifest.path("preset").stringValue() : null,
                    configuration.path("preset").path("title").asString(kind),
                    manifest.required("seed").longValue(),
                    manifest.required("started").stringValue(),
                    manifest.required("version").stringValue(),
                    manifest.required("configuration_sha256").stringValue(),
                    null,
                    0,
                    0,
                    0,
                    0,
                    configuration.path("claims").size(),
                    "");
            return Files.exists(run.result()) ? begun.with(run.result()) : begun;
        } catch (JacksonException malformed) {
            throw Json.corrupt(file, malformed);
        }
    }

    private Headline with(Path file) {
        try {
            JsonNode result = Json.read(file);
            Formats.check(file, result, Result.FORMAT, Result.FORMAT_VERSION, Result.FORMAT_VERSION);
            JsonNode claims = result.required("claims");
            List<Claim.Verdict> verdicts = new ArrayList<>();
            claims.forEach(
                    claim -> verdicts.add(verdict(claim.required("verdict").stringValue())));
            return new Headline(
                    kind,
                    preset,
                    title,
                    seed,
                    started,
                    version,
                    configurationSha256,
                    Result.Status.valueOf(
                            result.required("status").stringValue().toUpperCase(Locale.ROOT)),
                    result.required("step").longValue(),
                    result.required("total_steps").longValue(),
                    Collections.frequency(verdicts, Claim.Verdict.PASS),
                    Collections.frequency(verdicts, Claim.Verdict.FAIL),
                    claims.isEmpty() ? untested : Collections.frequency(verdicts, Claim.Verdict.NOT_TESTED),
                    "");
        } catch (JacksonException | IllegalArgumentException malformed) {
            return wrong(Json.corrupt(file, malformed));
        } catch (InputException damaged) {
            return wrong(damaged);
        }
    }

    private static Claim.Verdict verdict(String label) {
        for (Claim.Verdict known : Claim.Verdict.values()) {
            if (known.label().equals(label)) {
                return known;
            }
        }
        throw new IllegalArgumentException("a claim has the verdict '" + label + "'");
    }

    private Headline wrong(InputException damaged) {
        return new Headline(
                kind,
                preset,
                title,
                seed,
                started,
                version,
                configurationSha256,
                null,
                0,
                0,
                0,
                0,
                untested,
                String.valueOf(damaged.getMessage()));
    }
}
