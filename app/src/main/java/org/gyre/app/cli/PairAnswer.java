package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.pairs.PairTable;
import org.gyre.measure.surrogate.Significance;
import org.jspecify.annotations.Nullable;

/// A quantity of every ordered pair of columns, with p-values that allow for their number.
///
/// @param samples whose columns they are
/// @param estimator by which it was found
/// @param table the values
/// @param memory of the samples of pairs, where p takes them for independent
record PairAnswer(Samples samples, String estimator, PairTable table, Optional<PairMemory> memory)
        implements InformationCommand.Answer {
    /// Pairs that a terminal shows.
    private static final int SHOWN = 20;

    private static final String BY_THEORY = "by theory, for independent samples";

    /// Pairs below it are counted as found.
    private static final double LEVEL = 0.05;

    @Override
    public Map<String, Object> json(Unit unit) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("quantity", table.quantity());
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        object.put("estimator", estimator);
        object.put("samples", table.samples());
        object.put("columns", samples.names());
        object.put("values", matrix(pair -> unit.fromNats(table.nats(pair.source, pair.target))));
        boolean tested = table.tested();
        double[] p = tested ? table.pValues() : new double[0];
        double[] q = tested ? table.falseDiscoveryRate() : new double[0];
        object.put("p_values", tested ? matrix(pair -> p[pair.number]) : null);
        object.put("q_values", tested ? matrix(pair -> q[pair.number]) : null);
        Significance first = table.test(0, 1).orElse(null);
        object.put("surrogates", first == null ? 0 : first.count());
        object.put("null_hypothesis", first == null ? (byTheory() ? BY_THEORY : null) : first.nullHypothesis());
        if (first != null) {
            double[] largest = table.maximumStatistic();
            object.put("maximum_statistic_p_values", matrix(pair -> largest[pair.number]));
        }
        object.put("pairs_found", tested ? found(q) : null);
        return object;
    }

    /// A pair and its number in the lists of the table.
    private record Pair(int source, int target, int number) {}

    /// What a cell of a matrix holds.
    @FunctionalInterface
    private interface Cell {
        double of(Pair pair);
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int source = 0; source < table.units(); source++) {
            for (int target = 0; target < table.units(); target++) {
                if (source != target) {
                    pairs.add(new Pair(source, target, table.pair(source, target)));
                }
            }
        }
        return pairs;
    }

    /// `[source][target]`; nothing stands on the diagonal, which JSON shows as null.
    private double[][] matrix(Cell cell) {
        double[][] matrix = new double[table.units()][table.units()];
        for (int unit = 0; unit < table.units(); unit++) {
            matrix[unit][unit] = Double.NaN;
        }
        for (Pair pair : pairs()) {
            matrix[pair.source][pair.target] = cell.of(pair);
        }
        return matrix;
    }

    private static long found(double[] q) {
        return Arrays.stream(q).filter(value -> value <= LEVEL).count();
    }

    /// Whether p comes from the distribution of the estimate in independent samples.
    private boolean byTheory() {
        return table.tested() && table.test(0, 1).isEmpty();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Significance first = table.test(0, 1).orElse(null);
        if (!table.tested()) {
            warnings.add("no pair was tested: ask for --surrogates, 200 or more");
        } else if (first != null && (double) table.pairs() / (1 + first.count()) > LEVEL) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "with %s a single one of %s cannot reach a false discovery rate of %s: take at"
                            + " least %d, or read the maximum statistic",
                    Plural.of(first.count(), "surrogate"),
                    Plural.of(table.pairs(), "pair"),
                    LEVEL,
                    (int) Math.ceil(table.pairs() / LEVEL)));
        }
        if (table.tested()) {
            memory.flatMap(found -> found.warning(table.samples())).ifPresent(warnings::add);
        }
        return warnings;
    }

    @Override
    public void print(Console console, Unit unit) {
        boolean tested = table.tested();
        double[] p = tested ? table.pValues() : new double[0];
        double[] q = tested ? table.falseDiscoveryRate() : new double[0];
        String name = unit.name().toLowerCase(Locale.ROOT);
        console.print(table.quantity() + ", " + estimator + ": " + Plural.of(table.pairs(), "pair")
                + " of " + Plural.of(table.samples(), "sample")
                + (tested ? ", " + found(q) + " at a false discovery rate of " + LEVEL : "")
                + (byTheory() ? "; p " + BY_THEORY : ""));
        console.print(String.format(
                Locale.ROOT,
                "%-12s %-12s %12s %10s %10s",
                "source",
                "target",
                name,
                byTheory() ? "p (theory)" : "p",
                "q"));
        pairs().stream()
                .sorted(Comparator.comparingDouble((Pair pair) -> -table.nats(pair.source, pair.target)))
                .limit(SHOWN)
                .forEach(pair -> console.print(String.format(
                        Locale.ROOT,
                        "%-12s %-12s %12s %10s %10s",
                        samples.names().get(pair.source),
                        samples.names().get(pair.target),
                        Numbers.compact(unit.fromNats(table.nats(pair.source, pair.target))),
                        shown(tested ? p[pair.number] : null),
                        shown(tested ? q[pair.number] : null))));
        if (table.pairs() > SHOWN) {
            console.print("the " + SHOWN + " largest; --json gives all");
        }
        warnings().forEach(console::complain);
    }

    private static String shown(@Nullable Double probability) {
        if (probability == null) {
            return "-";
        }
        return probability < 1e-300 ? "< 1e-300" : Numbers.compact(probability);
    }

    @Override
    public double[] local() {
        throw new InputException("--local: belongs to a single pair; name --source and --target");
    }
}
