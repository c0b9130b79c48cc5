package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Estimate;
import org.gyre.core.Team;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Sum;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.RangeCounter;
import org.gyre.measure.series.RealSeries;

/// Information from counts in boxes of one size. See [KernelInformation].
final class KernelRelation implements Relation {
    /// Samples of a task: the shape of the work, whatever the number of threads.
    private static final int TASK = 1024;

    /// A chance above this part of the value is told.
    private static final double TELLING_BIAS = 0.1;

    /// Nats that counts without any chance may differ from nothing.
    private static final double ROUNDING = 1e-9;

    private final KernelInformation estimator;
    private final int[] trialLengths;
    private final Exclusion exclusion;
    /// `[column of a, b, c][sample]`.
    private final double[][] columns;
    /// The spaces in which samples are counted, of abc, ac, bc and, where something is given, c.
    private final List<Space> spaces;
    private final double[] local;
    private final List<String> warnings = new ArrayList<>();
    /// What independent columns would give on average with the counts of these, nats.
    private final double chance;

    /// A space in which samples are counted.
    ///
    /// @param moves whether a is part of it
    private record Space(boolean moves, int[] chosen, RangeCounter counter) {
        Space(boolean moves, int[] chosen, double[][] columns) {
            this(moves, chosen, RangeCounter.of(pick(chosen, columns)));
        }

        private static double[][] pick(int[] chosen, double[][] columns) {
            return Arrays.stream(chosen).mapToObj(d -> columns[d]).toArray(double[][]::new);
        }
    }

    /// @param joint  a, b and c side by side
    /// @param widths their numbers of components
    KernelRelation(KernelInformation estimator, RealSeries joint, int[] widths) {
        this.estimator = estimator;
        this.trialLengths = joint.trialLengths();
        this.exclusion = Exclusion.of(estimator.window(), trialLengths);
        this.columns = new double[joint.dimensions()][];
        Arrays.setAll(columns, joint::column);
        int a = widths[0];
        int b = a + widths[1];
        int c = b + widths[2];
        List<Space> all = new ArrayList<>();
        all.add(new Space(true, Columns.range(0, c), columns));
        all.add(new Space(true, Columns.ranges(0, a, b, c), columns));
        all.add(new Space(false, Columns.range(a, c), columns));
        if (c > b) {
            all.add(new Space(false, Columns.range(b, c), columns));
        }
        this.spaces = List.copyOf(all);
        double[] byChance = new double[values()];
        this.local = compute(columns, spaces, estimator.team(), byChance);
        this.chance = Sum.of(byChance) / byChance.length;
        for (int d = 0; d < c; d++) {
            double first = columns[d][0];
            if (Arrays.stream(columns[d]).allMatch(value -> value == first)) {
                warnings.add(DubiousColumns.constant(d));
            }
        }
        warnings.addAll(DubiousColumns.copies(widths, columns, "the value only tells how small the boxes are"));
    }

    /// The local values.
    ///
    /// @param byChance takes what each would be on average if a and b were independent; may be empty
    private double[] compute(double[][] table, List<Space> all, Team team, double[] byChance) {
        double[] values = new double[table[0].length];
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < values.length; from += TASK) {
            int start = from;
            int end = Math.min(values.length, from + TASK);
            tasks.add(() -> {
                for (int sample = start; sample < end; sample++) {
                    values[sample] = local(sample, table, all, byChance);
                }
            });
        }
        team.run(tasks);
        return values;
    }

    private double local(int sample, double[][] table, List<Space> all, double[] byChance) {
        int abc = count(sample, table, all.get(0));
        int ac = count(sample, table, all.get(1));
        int bc = count(sample, table, all.get(2));
        // Without a condition the empty space holds every sample that counts.
        int c = all.size() > 3 ? count(sample, table, all.get(3)) : values() - exclusion.excluded(sample) + 1;
        // In this order equal counts, as a constant column has them, leave exactly nothing.
        double alone = StrictMath.log(c) - StrictMath.log(ac);
        if (byChance.length > 0) {
            byChance[sample] = alone - StrictMath.log(bc) + BoxChance.meanLog(ac - 1, bc - 1, c - 1);
        }
        return alone + (StrictMath.log(abc) - StrictMath.log(bc));
    }

    private int values() {
        return columns[0].length;
    }

    /// Samples in the box around one, itself among them.
    private int count(int sample, double[][] table, Space space) {
        double[] centre = new double[space.chosen().length];
        double[] reach = new double[centre.length];
        for (int d = 0; d < centre.length; d++) {
            centre[d] = table[space.chosen()[d]][sample];
            reach[d] = estimator.radius();
        }
        int inside = space.counter().count(centre, reach);
        return exclusion.window() == 0
                ? inside
                : inside - exclusion.countInside(sample, table, space.chosen(), centre, reach) + 1;
    }

    @Override
    public int[] trialLengths() {
        return trialLengths.clone();
    }

    @Override
    public double nats() {
        return Sum.of(local) / local.length;
    }

    /// Only the spaces in which a stands are built anew.
    @Override
    public double nats(int[] order) {
        double[][] moved = columns.clone();
        int width = spaces.getFirst().chosen().length - spaces.get(2).chosen().length;
        for (int d = 0; d < width; d++) {
            double[] column = columns[d];
            moved[d] =
                    Arrays.stream(order).mapToDouble(sample -> column[sample]).toArray();
        }
        List<Space> all = spaces.stream()
                .map(space -> space.moves() ? new Space(true, space.chosen(), moved) : space)
                .toList();
        return Sum.of(compute(moved, all, Team.alone(), new double[0])) / order.length;
    }

    @Override
    public double[] local() {
        return local.clone();
    }

    @Override
    public Estimate estimate(String quantity) {
        Estimate estimate = Estimate.of(quantity, nats(), estimator.label(), samples())
                .withStandardError(BatchMeans.standardError(local));
        for (String warning : warnings) {
            estimate = estimate.withWarning(warning);
        }
        if (chance > TELLING_BIAS * Math.max(0, estimate.nats()) && chance > ROUNDING) {
            estimate = estimate.withWarning(String.format(
                    Locale.ROOT,
                    "the boxes hold so few samples that independent columns would give %.2g nats on average%s: take a"
                            + " larger radius, record more, use nearest neighbours, or compare with --surrogates",
                    chance,
                    estimate.nats() > 0
                            ? String.format(Locale.ROOT, ", %.0f %% of the value", 100 * chance / estimate.nats())
                            : ""));
        }
        return estimate;
    }
}
