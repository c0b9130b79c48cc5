package org.gyre.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.linalg.Blas;

/// What [InfomaxBenchmark] measured, as a table and as a JSON object. Times are CPU times of one thread;
/// the JSON object has the wall clock too.
public final class InfomaxReport {
    /// Beyond this ratio of wall clock to CPU time the machine was busy with something else.
    private static final double BUSY = 1.2;

    private final List<Row> rows;
    private final InfomaxBenchmark.Options options;
    private final List<String> warnings;

    InfomaxReport(List<Row> rows, InfomaxBenchmark.Options options, List<String> warnings) {
        this.rows = rows;
        this.options = options;
        this.warnings = new ArrayList<>(warnings);
        double busiest = rows.stream()
                .mapToDouble(row -> row.simulation.wall() / row.simulation.cpu())
                .max()
                .orElse(1);
        if (busiest > BUSY) {
            this.warnings.add(String.format(
                    Locale.ROOT,
                    "the machine was busy: a measurement took %.1f times its CPU time, so the numbers are less certain",
                    busiest));
        }
    }

    /// One case: medians of Gyre's phases and of the peer.
    ///
    /// @param draws      random thresholds alone, per step
    /// @param simulation the network with its thresholds, per step
    /// @param counted    the same with the counts behind the covariances, per step
    /// @param algebra    information and gradient of one block
    /// @param blockOnTwo wall clock of a whole training block on two threads, ns
    /// @param peerOnTwo  the peer's, with two threads in its BLAS, ns
    record Row(
            InfomaxCase which,
            Time draws,
            Time simulation,
            Time counted,
            Time algebra,
            Optional<NumPyPeer.PeerTimes> peer,
            OptionalDouble blockOnTwo,
            OptionalDouble peerOnTwo) {
        /// T steps without and T steps with covariances, and the algebra.
        Time block() {
            return simulation.plus(counted).times(which.steps()).plus(algebra);
        }
    }

    /// Sentences a reader must know, such as the absence of NumPy.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /// Lines of text.
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Recurrent infomax on one thread: CPU time, medians of %d rounds in turns, %s",
                options.rounds(),
                Blas.best().name()));
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(peer -> lines.add("Peer: " + peer.implementation()));
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%-44s %12s %12s %8s", "", "Gyre", "NumPy", "ratio"));
        for (Row row : rows) {
            String size = String.format(Locale.ROOT, "N = %d, rate %s", row.which.units(), row.which.rate());
            lines.add(line(
                    size + ", simulation",
                    "ns/step",
                    1,
                    row.simulation,
                    row.peer.map(NumPyPeer.PeerTimes::simulation)));
            lines.add(line(
                    size + ", with covariances",
                    "ns/step",
                    1,
                    row.counted,
                    row.peer.map(NumPyPeer.PeerTimes::counted)));
            if (row.which.block()) {
                String block = String.format(
                        Locale.ROOT, "N = %d, block of 2 x %d steps", row.which.units(), row.which.steps());
                lines.add(line(block, "ms", 1e6, row.block(), row.peer.map(NumPyPeer.PeerTimes::block)));
                row.blockOnTwo.ifPresent(wall -> lines.add(line(
                        "  the same on two threads, wall clock",
                        "ms",
                        1e6,
                        new Time(wall, wall),
                        row.peerOnTwo.isPresent()
                                ? Optional.of(new Time(row.peerOnTwo.getAsDouble(), row.peerOnTwo.getAsDouble()))
                                : Optional.empty())));
            }
        }
        lines.add("");
        lines.add("Where Gyre's time goes");
        lines.add(String.format(Locale.ROOT, "%-28s %9s %9s %9s %9s", "", "random", "network", "counts", "algebra"));
        for (Row row : rows) {
            double network = row.simulation.cpu() - row.draws.cpu();
            double counts = row.counted.cpu() - row.simulation.cpu();
            lines.add(String.format(
                    Locale.ROOT,
                    "%-28s %9.0f %9.0f %9.0f %9s  ns/step",
                    String.format(Locale.ROOT, "N = %d, rate %s", row.which.units(), row.which.rate()),
                    row.draws.cpu(),
                    network,
                    counts,
                    ""));
            if (row.which.block()) {
                int steps = row.which.steps();
                lines.add(String.format(
                        Locale.ROOT,
                        "%-28s %9.0f %9.0f %9.0f %9.0f  ms",
                        String.format(Locale.ROOT, "N = %d, block", row.which.units()),
                        2 * steps * row.draws.cpu() / 1e6,
                        2 * steps * network / 1e6,
                        steps * counts / 1e6,
                        row.algebra.cpu() / 1e6));
            }
        }
        return lines;
    }

    private static String line(String what, String unit, double scale, Time ours, Optional<Time> theirs) {
        return String.format(
                        Locale.ROOT,
                        "%-44s %12.0f %12s %8s  %s",
                        what,
                        ours.cpu() / scale,
                        theirs.map(time -> String.format(Locale.ROOT, "%.0f", time.cpu() / scale))
                                .orElse("-"),
                        theirs.map(time -> String.format(Locale.ROOT, "%.1f", time.cpu() / ours.cpu()))
                                .orElse("-"),
                        unit)
                .stripTrailing();
    }

    /// One JSON object: strings, numbers, lists and maps.
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "infomax");
        object.put("threads", 1);
        object.put("rounds", options.rounds());
        object.put("seed", options.seed());
        object.put("java", Runtime.version().toString());
        object.put("blas", Blas.best().name());
        rows.stream()
                .flatMap(row -> row.peer.stream())
                .findFirst()
                .ifPresent(peer -> object.put("peer", peer.implementation()));
        List<Object> cases = new ArrayList<>();
        for (Row row : rows) {
            cases.add(json(row));
        }
        object.put("cases", cases);
        object.put("warnings", warnings());
        return object;
    }

    private static Map<String, Object> json(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", row.which.units());
        object.put("rate", row.which.rate());
        object.put("p_max", row.which.pMax());
        object.put("steps", row.which.steps());
        pair(object, "simulation_ns_per_step", row.simulation, row.peer.map(NumPyPeer.PeerTimes::simulation));
        pair(object, "with_covariances_ns_per_step", row.counted, row.peer.map(NumPyPeer.PeerTimes::counted));
        if (row.which.block()) {
            pair(object, "block_ns", row.block(), row.peer.map(NumPyPeer.PeerTimes::block));
            row.blockOnTwo.ifPresent(wall -> object.put("block_on_two_threads_wall_ns", wall));
            row.peerOnTwo.ifPresent(wall -> object.put("block_on_two_threads_wall_ns_numpy", wall));
            pair(object, "algebra_ns", row.algebra, row.peer.map(NumPyPeer.PeerTimes::algebra));
        }
        Map<String, Object> phases = new LinkedHashMap<>();
        phases.put("random", row.draws.cpu());
        phases.put("network", row.simulation.cpu() - row.draws.cpu());
        phases.put("covariances", row.counted.cpu() - row.simulation.cpu());
        object.put("phases_ns_per_step", phases);
        return object;
    }

    private static void pair(Map<String, Object> object, String key, Time ours, Optional<Time> theirs) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("gyre", ours.cpu());
        pair.put("gyre_wall", ours.wall());
        theirs.ifPresent(time -> {
            pair.put("numpy", time.cpu());
            pair.put("numpy_wall", time.wall());
            pair.put("ratio", time.cpu() / ours.cpu());
        });
        object.put(key, pair);
    }
}
