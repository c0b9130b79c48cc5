package org.gyre.lab.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.jspecify.annotations.Nullable;

/// Everything that a report needs, read from the files of one run directory, whether the run is finished or not.
///
/// @param name the folder's name
/// @param result absent until the run has stopped for the first time
/// @param configuration text of `config.toml`
/// @param citations text of `cite.bib`
/// @param lastEvent time of the last line of `events.jsonl`, absent if there is none
record RunFiles(
        String name,
        Manifest manifest,
        @Nullable Result result,
        List<Figure> figures,
        Scalars scalars,
        String configuration,
        String citations,
        @Nullable Instant lastEvent) {
    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*\"([^\"]+)\"");

    /// Reads a run.
    ///
    /// @throws InputException if the folder is not a run, or a file in it is damaged
    /// @throws IOException if a file cannot be read
    static RunFiles read(RunDirectory directory) throws IOException {
        Path name = directory.root().toAbsolutePath().normalize().getFileName();
        Manifest manifest = Manifest.read(directory.manifest());
        Result result = Files.exists(directory.result()) ? Result.read(directory.result()) : null;
        List<Figure> figures = Files.exists(directory.figures())
                ? Figures.fromJson(
                        Files.readAllBytes(directory.figures()),
                        directory.figures().toString())
                : List.of();
        return new RunFiles(
                name == null ? "run" : name.toString(),
                manifest,
                result,
                figures,
                Scalars.read(directory.scalars()),
                text(directory.configuration()),
                text(directory.citations()),
                lastEvent(directory.events()));
    }

    /// The title of the configuration, or the kind of experiment.
    String title() {
        return manifest.configuration().path("preset").path("title").asString(manifest.kind());
    }

    String summary() {
        return manifest.configuration().path("preset").path("summary").asString("");
    }

    String paper() {
        return manifest.configuration().path("preset").path("paper").asString("");
    }

    boolean finished() {
        return result != null && result.status() == Result.Status.DONE;
    }

    /// `done`, `stopped`, `failed` or `running`.
    String status() {
        return (result == null ? Result.Status.RUNNING : result.status()).label();
    }

    /// Completed steps as far as the files tell.
    long step() {
        double[] steps = scalars.steps();
        long seen = steps.length == 0 ? 0 : (long) steps[steps.length - 1];
        return result == null ? seen : Math.max(seen, result.step());
    }

    /// Total number of steps, if the files tell.
    Optional<Long> totalSteps() {
        return result == null ? Optional.empty() : Optional.of(result.totalSteps());
    }

    /// The claims with their verdicts; as long as there are none, those of the configuration, not tested.
    List<ClaimResult> claims() {
        if (result != null && !result.claims().isEmpty()) {
            return result.claims();
        }
        return manifest.claims().stream().map(Claim::untested).toList();
    }

    /// From the start to the last event, pauses included, in words; `unknown` if the files do not tell.
    String duration() {
        if (lastEvent == null) {
            return "unknown";
        }
        try {
            Duration elapsed = Duration.between(Instant.parse(manifest.started()), lastEvent);
            if (elapsed.isNegative()) {
                return "unknown";
            }
            long seconds = elapsed.toSeconds();
            if (seconds < 60) {
                return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
            }
            return seconds < 3600
                    ? seconds / 60 + " min " + seconds % 60 + " s"
                    : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        } catch (DateTimeException unreadable) {
            return "unknown";
        }
    }

    /// The text of a file; empty if there is none.
    ///
    /// @throws InputException if it is not UTF-8
    static String text(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (CharacterCodingException encoding) {
            throw new InputException(file + " is corrupt: it is not UTF-8 text; restore it from a copy", encoding);
        }
    }

    private static @Nullable Instant lastEvent(Path file) throws IOException {
        return text(file)
                .lines()
                .map(RunFiles::timeOf)
                .flatMap(Optional::stream)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /// The time in a line of `events.jsonl`; none if the line is torn.
    private static Optional<Instant> timeOf(String line) {
        Matcher matcher = TIME.matcher(line);
        try {
            return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
        } catch (DateTimeException torn) {
            return Optional.empty();
        }
    }
}
