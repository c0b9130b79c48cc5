package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.linalg.Blas;

/// What [InfomorphicBenchmark] measured, as a table and as a JSON object. Times are CPU times where
/// one thread works, else those of the clock on the wall; the JSON object has both.
public final class InfomorphicReport {
    /// Beyond this ratio of wall clock to CPU time the machine was busy with something else.
    private static final double BUSY = 1.2;

    /// The peer's tables are single precision: so far may its derivatives be off, relative to the
    /// largest.
    static final double TOLERANCE = 1e-4;

    private final List<Row> rows;
    private final InfomorphicBenchmark.Options options;
    private final List<String> warnings;

    InfomorphicReport(List<Row> rows, InfomorphicBenchmark.Options options, List<String> warnings) {
        this.rows = rows;
        this.options = options;
        this.warnings = new ArrayList<>(warnings);
        double busiest = rows.stream()
                .mapToDouble(row -> row.step.wall() / row.step.cpu())
                .max()
                .orElse(1);
        if (options.threads() == 1 && busiest > BUSY) {
            this.warnings.add(String.format(
                    Locale.ROOT,
                    "the machine was busy: a measurement took %.1f times its CPU time, so the numbers are less certain",
                    busiest));
        }
        for (Row row : rows) {
            if (row.difference.isPresent() && !(row.difference.get() < TOLERANCE)) {
                this.warnings.add(String.format(
                        Locale.ROOT,
                        "%s: the goal's derivatives differ from NumPy's by %.0e of the largest, more than %.0e",
                        row.which.title(),
                        row.difference.get(),
                        TOLERANCE));
            }
        }
    }

    /// One case.
    ///
    /// @param step       medians of a whole step
    /// @param cells      mean number of occupied cells of a hidden neuron
    /// @param heap       largest heap in bytes while steps were timed, garbage included
    /// @param resident   most memory of the whole program so far in bytes, where the system tells
    /// @param peer       NumPy's, if measured
    /// @param difference of the derivatives of one neuron's goal from NumPy's, relative to the largest
    record Row(
            InfomorphicCase which,
            Time step,
            Parts parts,
            double cells,
            double heap,
            OptionalDouble resident,
            Optional<InfomorphicPeer.Answer> peer,
            Optional<Double> difference) {}

    /// Where the time of the hidden layer goes, each part by itself on one thread.
    ///
    /// @param forward products of inputs and weights
    /// @param back    products of factors and inputs
    /// @param adam    the update of weights
    /// @param goals   binning, cells and the gradient of the goals
    record Parts(Time forward, Time back, Time adam, Time goals) {}

    /// Sentences a reader must know, such as the absence of NumPy.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private double shown(Time time) {
        return (options.threads() == 1 ? time.cpu() : time.wall()) / 1e6;
    }

    /// Lines of text.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Step of learning of an infomorphic classifier, batch %d of %d pixels, %s: ms, medians of %d rounds, %s",
                InfomorphicCase.BATCH,
                DrawnImages.PIXELS,
                options.threads() == 1 ? "CPU time of one thread" : "wall clock with " + options.threads() + " threads",
                options.rounds(),
                Blas.best().name()));
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(
                        peer -> lines.add("Peer: " + peer.implementation() + ", a table of all bins for each neuron"));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-38s %9s %9s %9s %7s %9s %9s %11s",
                "",
                "Gyre",
                "wall",
                "NumPy",
                "ratio",
                "heap, MB",
                "cells",
                "difference"));
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %9.2f %9.2f %9s %7s %9.0f %9.1f %11s",
                    row.which.title(),
                    shown(row.step),
                    row.step.wall() / 1e6,
                    row.peer
                            .map(peer -> String.format(Locale.ROOT, "%.1f", shown(peer.step())))
                            .orElse("-"),
                    row.peer
                            .map(peer -> String.format(Locale.ROOT, "%.1f", shown(peer.step()) / shown(row.step)))
                            .orElse("-"),
                    row.heap / 1e6,
                    row.cells,
                    row.difference
                            .map(difference -> String.format(Locale.ROOT, "%.0e", difference))
                            .orElse("-")));
        }
        lines.add("");
        lines.add("Where the time of the hidden layer goes, CPU ms of one thread, each part by itself");
        lines.add(String.format(Locale.ROOT, "%-38s %9s %9s %9s %9s", "", "forward", "back", "Adam", "goals"));
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %9.2f %9.2f %9.2f %9.2f",
                    row.which.title(),
                    row.parts.forward.cpu() / 1e6,
                    row.parts.back.cpu() / 1e6,
                    row.parts.adam.cpu() / 1e6,
                    row.parts.goals.cpu() / 1e6));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "The difference is of the derivatives of one neuron's goal on the same inputs, relative to the largest"
                        + " (NumPy's tables are single precision: at most %.0e).",
                TOLERANCE));
        rows.stream()
                .map(Row::resident)
                .filter(OptionalDouble::isPresent)
                .reduce((first, second) -> second)
                .ifPresent(most -> lines.add(String.format(
                        Locale.ROOT,
                        "Most memory of the whole program, compiler and libraries included: %.0f MB.",
                        most.getAsDouble() / 1e6)));
        return lines;
    }

    /// One JSON object: strings, numbers, lists and maps.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "infomorphic");
        object.put("threads", options.threads());
        object.put("rounds", options.rounds());
        object.put("seed", options.seed());
        object.put("java", Runtime.version().toString());
        object.put("blas", Blas.best().name());
        object.put("batch", InfomorphicCase.BATCH);
        object.put("pixels", DrawnImages.PIXELS);
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(peer -> object.put("peer", peer.implementation()));
        object.put("tolerance", TOLERANCE);
        object.put("cases", rows.stream().map(this::json).toList());
        object.put("warnings", warnings());
        return object;
    }

    private Map<String, Object> json(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sources", row.which.sources());
        object.put("neurons", row.which.neurons());
        object.put("lateral_inputs", row.which.lateralInputs());
        Map<String, Object> step = new LinkedHashMap<>();
        if (options.threads() == 1) {
            // Of several threads only the caller's CPU time is known.
            step.put("gyre", row.step.cpu() / 1e6);
        }
        step.put("gyre_wall", row.step.wall() / 1e6);
        row.peer.ifPresent(peer -> {
            step.put("numpy", peer.step().cpu() / 1e6);
            step.put("numpy_wall", peer.step().wall() / 1e6);
            step.put("ratio", shown(peer.step()) / shown(row.step));
        });
        object.put("step_ms", step);
        object.put("parts_ms", parts(row.parts));
        object.put("occupied_cells", row.cells);
        object.put("peak_heap_mb", row.heap / 1e6);
        row.resident.ifPresent(most -> object.put("program_peak_mb", most / 1e6));
        row.peer
                .filter(peer -> peer.peakBytes() > 0)
                .ifPresent(peer -> object.put("numpy_peak_mb", peer.peakBytes() / 1e6));
        row.difference.ifPresent(difference -> object.put("relative_difference", difference));
        return object;
    }

    private static Map<String, Object> parts(Parts parts) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("forward", parts.forward.cpu() / 1e6);
        object.put("back", parts.back.cpu() / 1e6);
        object.put("adam", parts.adam.cpu() / 1e6);
        object.put("goals", parts.goals.cpu() / 1e6);
        return object;
    }
}
