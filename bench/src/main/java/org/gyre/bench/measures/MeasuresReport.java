package org.gyre.bench.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.core.Plural;

/// What `gyre bench measures` found.
///
/// @param rows           one for each case
/// @param rounds         of each
/// @param implementation versions behind the reference, if it was measured
/// @param notices        what could not be measured, a sentence each
public record MeasuresReport(List<Row> rows, int rounds, Optional<String> implementation, List<String> notices) {
    /// Other work slows a case down by more than this before it is told.
    private static final double BUSY = 1.3;

    public MeasuresReport {
        rows = List.copyOf(rows);
        notices = List.copyOf(notices);
    }

    /// One case.
    ///
    /// @param one        seconds of Gyre on one thread, CPU time
    /// @param two        seconds of Gyre on two threads, wall clock
    /// @param busy       wall clock divided by CPU time on one thread
    /// @param values     that were computed
    /// @param reference  seconds of the reference on one thread, CPU time
    /// @param difference largest difference of a value to the reference's, relative to values above one
    record Row(
            MeasureCase which,
            double one,
            double two,
            double busy,
            double[] values,
            OptionalDouble reference,
            OptionalDouble difference) {
        /// The fastest of the times that were measured elsewhere.
        Optional<Quote> quote() {
            return which.quotes().stream().min(Comparator.comparingDouble(Quote::seconds));
        }

        String line() {
            return String.format(
                            Locale.ROOT,
                            "%-48s %-24s %10s %10s %10s %9s %9s %10s",
                            which.title(),
                            quote().map(best -> best.program() + " " + seconds(best.seconds()))
                                    .orElse("-"),
                            reference.isPresent() ? seconds(reference.getAsDouble()) : "-",
                            seconds(one),
                            seconds(two),
                            reference.isPresent() ? ratio(reference.getAsDouble() / one) : "-",
                            quote().map(best -> ratio(best.seconds() / one)).orElse("-"),
                            difference.isPresent() ? String.format(Locale.ROOT, "%.0e", difference.getAsDouble()) : "-")
                    .stripTrailing();
        }

        private static String seconds(double seconds) {
            return seconds >= 100
                    ? String.format(Locale.ROOT, "%.0f", seconds)
                    : String.format(Locale.ROOT, seconds >= 1e-3 ? "%.3g" : "%.2e", seconds);
        }

        private static String ratio(double ratio) {
            return String.format(Locale.ROOT, ratio < 20 ? "%.1f" : "%.0f", ratio);
        }

        Map<String, Object> json() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("case", which.title());
            object.put("parameters", which.parameters());
            List<Object> elsewhere = new ArrayList<>();
            for (Quote quote : which.quotes()) {
                elsewhere.add(Map.of("program", quote.program(), "seconds", quote.seconds()));
            }
            object.put("measured_elsewhere", elsewhere);
            object.put("gyre_seconds", one);
            object.put("gyre_seconds_two_threads", two);
            object.put("wall_over_cpu", busy);
            object.put("values", Arrays.stream(values).boxed().toList());
            reference.ifPresent(seconds -> {
                object.put("reference_seconds", seconds);
                object.put("ratio_to_reference", seconds / one);
            });
            quote().ifPresent(best -> object.put("ratio_to_elsewhere", best.seconds() / one));
            difference.ifPresent(value -> object.put("difference", value));
            return object;
        }
    }

    /// What to beware of, a sentence each.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(notices);
        double busiest = rows.stream().mapToDouble(Row::busy).max().orElse(1);
        if (busiest > BUSY) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "other work took the processor: one case took up to %.1f times its CPU time by the clock on the"
                            + " wall, so that the times on two threads are too long",
                    busiest));
        }
        return warnings;
    }

    /// Lines of text.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("Measures, seconds: one thread in CPU time, two threads by the clock on the wall; medians of "
                + Plural.of(rounds, "round"));
        lines.add(
                "reference: " + implementation.orElse("not measured")
                        + "; elsewhere: the fastest public program, measured on another quiet machine of this kind, one thread");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-48s %-24s %10s %10s %10s %9s %9s %10s",
                "",
                "elsewhere",
                "reference",
                "Gyre",
                "Gyre on 2",
                "x ref.",
                "x elsew.",
                "difference"));
        rows.forEach(row -> lines.add(row.line()));
        return lines;
    }

    /// One JSON object: strings, numbers, lists and maps.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "measures");
        object.put("rounds", rounds);
        object.put("java", Runtime.version().toString());
        implementation.ifPresent(text -> object.put("reference", text));
        object.put("cases", rows.stream().map(Row::json).toList());
        object.put("warnings", warnings());
        return object;
    }
}
