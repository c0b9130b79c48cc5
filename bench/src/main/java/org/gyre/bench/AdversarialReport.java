package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.deep.torch.Torch;

/// What [AdversarialBenchmark] measured, as a table and as a JSON object.
public final class AdversarialReport {
    /// Beyond this ratio of wall clock to CPU time the machine was busy with something else.
    private static final double BUSY = 1.2;

    private final List<Row> rows;
    private final Kept kept;
    private final AdversarialBenchmark.Options options;
    private final List<String> warnings;

    AdversarialReport(List<Row> rows, Kept kept, AdversarialBenchmark.Options options, List<String> warnings) {
        this.rows = List.copyOf(rows);
        this.kept = kept;
        this.options = options;
        this.warnings = new ArrayList<>(warnings);
        double busiest = rows.stream()
                .mapToDouble(row -> row.update.wall() / row.update.cpu())
                .max()
                .orElse(1);
        if (busiest > BUSY) {
            this.warnings.add(String.format(
                    Locale.ROOT,
                    "the machine was busy: a measurement took %.1f times its CPU time, so the numbers are less certain",
                    busiest));
        }
        for (Row row : rows) {
            row.peer
                    .filter(peer -> !peer.weights().equals(row.weights))
                    .ifPresent(peer -> this.warnings.add(row.which.title() + ": PyTorch's network has " + peer.weights()
                            + " weights and Gyre's " + row.weights + ", so their times do not compare"));
        }
    }

    /// One case.
    ///
    /// @param update  medians of an update
    /// @param weights how many numbers inference, discriminators and generation learn
    /// @param peer    PyTorch's, if measured
    record Row(AdversarialCase which, Time update, List<Integer> weights, Optional<AdversarialPeer.Answer> peer) {
        Row {
            weights = List.copyOf(weights);
        }
    }

    /// Memory of the whole program before and after many updates, in bytes, where the system tells.
    ///
    /// @param updates between
    record Kept(AdversarialCase which, int updates, OptionalDouble before, OptionalDouble after) {}

    /// Sentences a reader must know, such as the absence of PyTorch.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// Lines for people.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Update of an adversarial learner: CPU ms of one thread, medians of %d rounds, LibTorch %s",
                options.rounds(),
                Torch.version()));
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(peer -> lines.add("Peer: " + peer.implementation() + ", automatic differentiation"));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-46s %9s %9s %9s %7s %9s", "", "Gyre", "wall", "PyTorch", "ratio", "weights"));
        for (Row row : rows) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-46s %9.3f %9.3f %9s %7s %9d",
                    row.which.title(),
                    row.update.cpu() / 1e6,
                    row.update.wall() / 1e6,
                    row.peer
                            .map(peer -> String.format(
                                    Locale.ROOT, "%.3f", peer.update().cpu() / 1e6))
                            .orElse("-"),
                    row.peer
                            .map(peer -> String.format(Locale.ROOT, "%.1f", ratio(row, peer)))
                            .orElse("-"),
                    row.weights.stream().mapToInt(Integer::intValue).sum()));
        }
        if (kept.before.isPresent() && kept.after.isPresent()) {
            lines.add("");
            lines.add(String.format(
                    Locale.ROOT,
                    "Memory of the whole program before and after %d updates of %s: %.0f and %.0f MB.",
                    kept.updates,
                    kept.which.title(),
                    kept.before.getAsDouble() / 1e6,
                    kept.after.getAsDouble() / 1e6));
        }
        return lines;
    }

    private static double ratio(Row row, AdversarialPeer.Answer peer) {
        return peer.update().cpu() / row.update.cpu();
    }

    /// One JSON object: strings, numbers, lists and maps.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "adversarial");
        object.put("rounds", options.rounds());
        object.put("seed", options.seed());
        object.put("java", Runtime.version().toString());
        object.put("libtorch", Torch.version());
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(peer -> object.put("peer", peer.implementation()));
        object.put("cases", rows.stream().map(AdversarialReport::json).toList());
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("sizes", kept.which.sizes());
        memory.put("updates", kept.updates);
        kept.before.ifPresent(bytes -> memory.put("before_mb", bytes / 1e6));
        kept.after.ifPresent(bytes -> memory.put("after_mb", bytes / 1e6));
        object.put("memory", memory);
        object.put("warnings", warnings());
        return object;
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sizes", row.which.sizes());
        object.put("generator_hidden", row.which.hidden());
        object.put("batch", row.which.batch());
        object.put("critic_units", row.which.critic());
        object.put("steps", row.which.steps());
        object.put("weights", row.weights);
        Map<String, Object> update = new LinkedHashMap<>();
        update.put("gyre", row.update.cpu() / 1e6);
        update.put("gyre_wall", row.update.wall() / 1e6);
        row.peer.ifPresent(peer -> {
            update.put("pytorch", peer.update().cpu() / 1e6);
            update.put("pytorch_wall", peer.update().wall() / 1e6);
            update.put("ratio", ratio(row, peer));
        });
        object.put("update_ms", update);
        row.peer
                .filter(peer -> peer.peakBytes() > 0)
                .ifPresent(peer -> object.put("pytorch_peak_mb", peer.peakBytes() / 1e6));
        return object;
    }
}
