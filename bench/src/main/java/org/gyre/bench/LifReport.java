package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.linalg.Blas;

/// What [LifBenchmark] measured, as a table and as a JSON object. Times are CPU times where one thread
/// works, else those of the clock on the wall; the JSON object has both.
public final class LifReport {
    /// Beyond this ratio of wall clock to CPU time the machine was busy with something else.
    private static final double BUSY = 1.2;

    private final List<Row> rows;
    private final LifBenchmark.Options options;
    private final List<String> warnings;

    LifReport(List<Row> rows, LifBenchmark.Options options, List<String> warnings) {
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
    }

    /// One case.
    ///
    /// @param step          medians of a whole step
    /// @param parts         of the first layer
    /// @param rate          share of its units that fire in a step, at the start of measuring
    /// @param activityBytes of everything that the layers keep of a batch
    /// @param heap          largest heap in bytes while steps were timed, garbage included
    /// @param peers         by name
    record Row(
            LifCase which,
            Time step,
            Parts parts,
            double rate,
            long activityBytes,
            double heap,
            Map<String, LifPeer.Answer> peers) {
        /// Nanoseconds of both scans for each sample, step and unit.
        double scanNanos() {
            double elements = (double) which.batch() * LifCase.TIME_STEPS * which.units();
            return parts.forwardScan.plus(parts.backwardScan).cpu() / elements;
        }
    }

    /// Where the time of the first layer goes, each part by itself on one thread.
    ///
    /// @param project      currents of input and weights
    /// @param forwardScan  potentials and spikes
    /// @param backwardScan surrogates and gradients of currents
    /// @param learn        gradients of weights
    /// @param adam         the update of all weights
    record Parts(Time project, Time forwardScan, Time backwardScan, Time learn, Time adam) {}

    /// Sentences a reader must know, such as the absence of PyTorch.
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
                "Step of learning of a network of LIF units, %d time steps: ms, medians of %d rounds, %s, %s",
                LifCase.TIME_STEPS,
                options.rounds(),
                options.threads() == 1 ? "CPU time of one thread" : "wall clock with " + options.threads() + " threads",
                Blas.best().name()));
        rows.stream()
                .limit(1)
                .flatMap(row -> row.peers.values().stream())
                .forEach(peer -> lines.add("Peer: " + peer.implementation()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-38s %9s %9s   %s", "", "Gyre", "wall", "peers: ms (their time over Gyre's)"));
        for (Row row : rows) {
            StringBuilder peers = new StringBuilder();
            row.peers.forEach((name, answer) -> answer.forms()
                    .forEach((form, time) -> peers.append(String.format(
                            Locale.ROOT,
                            "   %s %s %.2f (%.1f)",
                            name,
                            form,
                            shown(time),
                            shown(time) / shown(row.step)))));
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %9.2f %9.2f%s",
                    row.which.title(),
                    shown(row.step),
                    row.step.wall() / 1e6,
                    peers));
        }
        lines.add("");
        lines.add("Where the time of the first layer goes, best CPU ms of one thread, each part by itself");
        lines.add(String.format(
                Locale.ROOT,
                "%-38s %9s %9s %9s %9s %9s %14s",
                "",
                "currents",
                "scan",
                "scan back",
                "weights",
                "Adam",
                "scans, ns each"));
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %9.3f %9.3f %9.3f %9.3f %9.3f %14.2f",
                    row.which.title(),
                    row.parts.project.cpu() / 1e6,
                    row.parts.forwardScan.cpu() / 1e6,
                    row.parts.backwardScan.cpu() / 1e6,
                    row.parts.learn.cpu() / 1e6,
                    row.parts.adam.cpu() / 1e6,
                    row.scanNanos()));
        }
        lines.add("");
        lines.add("Memory, MB: activity of a batch, beside three numbers for each sample, step and unit; heap");
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-38s %9.1f %9.1f %9.1f",
                    row.which.title(),
                    row.activityBytes / 1e6,
                    row.which.mostBytes() / 1e6,
                    row.heap / 1e6));
        }
        return lines;
    }

    /// One JSON object: strings, numbers, lists and maps.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "lif");
        object.put("threads", options.threads());
        object.put("rounds", options.rounds());
        object.put("seed", options.seed());
        object.put("java", Runtime.version().toString());
        object.put("blas", Blas.best().name());
        object.put("time_steps", LifCase.TIME_STEPS);
        object.put("cases", rows.stream().map(this::json).toList());
        object.put("warnings", warnings());
        return object;
    }

    private Map<String, Object> json(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("inputs", row.which.inputs());
        object.put("units", row.which.units());
        object.put("batch", row.which.batch());
        object.put("input", row.which.constant() ? "constant" : "poisson");
        object.put("input_rate", row.which.rate());
        object.put("firing_rate", row.rate);
        Map<String, Object> step = new LinkedHashMap<>();
        if (options.threads() == 1) {
            // Of several threads only the caller's CPU time is known.
            step.put("gyre", row.step.cpu() / 1e6);
        }
        step.put("gyre_wall", row.step.wall() / 1e6);
        object.put("step_ms", step);
        object.put(
                "peers",
                row.peers.values().stream().map(peer -> json(row, peer)).toList());
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("project", row.parts.project.cpu() / 1e6);
        parts.put("forward_scan", row.parts.forwardScan.cpu() / 1e6);
        parts.put("backward_scan", row.parts.backwardScan.cpu() / 1e6);
        parts.put("weights", row.parts.learn.cpu() / 1e6);
        parts.put("adam", row.parts.adam.cpu() / 1e6);
        object.put("parts_ms", parts);
        object.put("scan_ns", row.scanNanos());
        object.put("activity_mb", row.activityBytes / 1e6);
        object.put("activity_most_mb", row.which.mostBytes() / 1e6);
        object.put("peak_heap_mb", row.heap / 1e6);
        return object;
    }

    private Map<String, Object> json(Row row, LifPeer.Answer peer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("implementation", peer.implementation());
        peer.forms().forEach((form, time) -> {
            object.put(form + "_ms", time.cpu() / 1e6);
            object.put(form + "_wall_ms", time.wall() / 1e6);
            object.put(form + "_ratio", shown(time) / shown(row.step));
        });
        if (peer.peakBytes() > 0) {
            object.put("peak_mb", peer.peakBytes() / 1e6);
        }
        return object;
    }
}
