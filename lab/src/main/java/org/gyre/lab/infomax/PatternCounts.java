package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.pattern.PatternIndex;
import org.gyre.measure.pattern.RepeatedPatterns;
import org.gyre.measure.pattern.RepeatedSequences;
import org.jspecify.annotations.Nullable;

/// Repeated patterns and sequences before and after training (T09, Fig. 6).
final class PatternCounts {
    private PatternCounts() {}

    /// Settings of the analysis.
    ///
    /// @param longest longest sequence that is counted
    /// @param spikesPerStep a sequence of length l counts only with more than this times l spikes
    record Settings(
            @Default("12") int longest, @Default("5.0") double spikesPerStep) {
        Settings {
            if (longest < 3 || longest > 100) {
                throw new InputException("longest = " + longest + ": must be from 3 to 100");
            }
            if (!(spikesPerStep >= 0)) {
                throw new InputException("spikes_per_step = " + spikesPerStep + ": must be at least 0");
            }
        }
    }

    static void declare(@Nullable Settings settings, ValueNames names) {
        names.when(
                settings != null,
                List.of(
                        "patterns_3_4_before",
                        "patterns_3_4",
                        "patterns_above_4_before",
                        "patterns_above_4",
                        "sequences_length_3_before",
                        "sequences_length_3"));
        names.when(
                settings != null && settings.longest() >= 10,
                List.of("sequences_length_10_before", "sequences_length_10"));
    }

    /// What was counted in one recording.
    record Counts(long threeOrFour, long moreThanFour, RepeatedSequences sequences) {
        static Counts of(Settings settings, BinaryRaster raster) {
            PatternIndex index = PatternIndex.of(raster);
            RepeatedPatterns patterns = RepeatedPatterns.of(index, raster.units());
            return new Counts(
                    patterns.ofThreeOrFour(),
                    patterns.ofMoreThanFour(),
                    RepeatedSequences.of(index, settings.longest(), settings.spikesPerStep()));
        }
    }

    static void report(Settings settings, BinaryRaster before, BinaryRaster after, Outcome outcome) {
        Counts old = Counts.of(settings, before);
        Counts now = Counts.of(settings, after);
        outcome.value("patterns_3_4_before", (double) old.threeOrFour());
        outcome.value("patterns_3_4", (double) now.threeOrFour());
        outcome.value("patterns_above_4_before", (double) old.moreThanFour());
        outcome.value("patterns_above_4", (double) now.moreThanFour());
        outcome.value("sequences_length_3_before", (double) old.sequences().occurrences(3));
        outcome.value("sequences_length_3", (double) now.sequences().occurrences(3));
        if (settings.longest() >= 10) {
            outcome.value("sequences_length_10_before", (double) old.sequences().occurrences(10));
            outcome.value("sequences_length_10", (double) now.sequences().occurrences(10));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("patterns of 3-4 spikes", old.threeOrFour(), now.threeOrFour()));
        rows.add(row("patterns of more than 4 spikes", old.moreThanFour(), now.moreThanFour()));
        for (int length = 2; length <= settings.longest(); length++) {
            rows.add(row(
                    "sequences of " + length + " patterns",
                    old.sequences().occurrences(length),
                    now.sequences().occurrences(length)));
        }
        outcome.figure(new TableFigure(
                "repeats",
                "Repeated patterns and sequences",
                "Occurrences, in " + (after.steps() - 1)
                        + " steps with frozen weights, of identical spatial patterns and of"
                        + " identical runs of patterns that occur at least twice. A run of length l counts only with more"
                        + " than " + settings.spikesPerStep() + " l spikes; runs inside longer ones count too.",
                List.of("what", "before", "after"),
                rows));
    }

    private static List<String> row(String what, long before, long after) {
        return List.of(what, Long.toString(before), Long.toString(after));
    }
}
