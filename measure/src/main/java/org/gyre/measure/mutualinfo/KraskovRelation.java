package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Sum;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.KdTree;
import org.gyre.measure.series.RealSeries;

/// Information from nearest neighbours. See [KraskovInformation].
final class KraskovRelation implements Relation {
    /// Samples of a task: the shape of the work, whatever the number of threads.
    private static final int TASK = 1024;

    private static final int FEW_SAMPLES = 50;

    private final KraskovInformation estimator;
    private final int[] trialLengths;
    private final KraskovSpace space;
    private final double[] local;
    private final List<String> warnings = new ArrayList<>();

    /// @param joint  a, b and c side by side
    /// @param widths their numbers of components
    KraskovRelation(KraskovInformation estimator, RealSeries joint, int[] widths) {
        this.estimator = estimator;
        this.trialLengths = joint.trialLengths();
        int n = joint.length();
        Exclusion exclusion = Exclusion.of(estimator.window(), trialLengths);
        requireEnough(n, exclusion);
        double[][] columns = new double[joint.dimensions()][];
        for (int d = 0; d < columns.length; d++) {
            columns[d] = joint.column(d);
            requireExtent(d, columns[d]);
        }
        warnings.addAll(DubiousColumns.copies(widths, columns, "the value only grows with the number of samples"));
        KdTree tree = KdTree.of(columns);
        this.space = new KraskovSpace(
                estimator, widths, columns, tree, marginals(widths, columns), exclusion, new DigammaTable(n + 1));
        this.local = computeLocal();
    }

    private void requireEnough(int n, Exclusion exclusion) {
        int k = estimator.neighbours();
        int most = 0;
        for (int sample = 0; sample < n; sample++) {
            most = Math.max(most, exclusion.excluded(sample));
        }
        if (n - most < k) {
            throw new InputException(Plural.of(n, "sample leaves", "samples leave") + " "
                    + Plural.of(Math.max(0, n - most), "other") + " to compare with, fewer than"
                    + " k = " + Plural.of(k, "neighbour") + ": record more, or lower k"
                    + (estimator.window() > 0 ? " or the Theiler window of " + estimator.window() : ""));
        }
    }

    private void requireExtent(int d, double[] column) {
        double low = column[0];
        double high = column[0];
        for (double value : column) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (high - low == Double.POSITIVE_INFINITY) {
            throw new InputException("component " + d + " reaches from " + low + " to " + high
                    + ", so that distances overflow: normalise the series or rescale it");
        }
        if (high == low) {
            warnings.add(DubiousColumns.constant(d));
        }
    }

    private static List<KraskovMarginal> marginals(int[] widths, double[][] columns) {
        int a = widths[0];
        int b = a + widths[1];
        int c = b + widths[2];
        if (b == c) {
            return List.of(
                    KraskovMarginal.of(-1, 1, Columns.range(0, a), columns),
                    KraskovMarginal.of(-1, 1, Columns.range(a, b), columns));
        }
        return List.of(
                KraskovMarginal.of(-1, 2, Columns.ranges(0, a, b, c), columns),
                KraskovMarginal.of(-1, 2, Columns.range(a, c), columns),
                KraskovMarginal.of(1, 1, Columns.range(b, c), columns));
    }

    private double[] computeLocal() {
        int n = space.tree().size();
        double[] values = new double[n];
        List<KraskovPass> passes = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < n; from += TASK) {
            int start = from;
            int end = Math.min(n, from + TASK);
            KraskovPass pass = new KraskovPass(space);
            passes.add(pass);
            tasks.add(() -> pass.run(start, end, values));
        }
        estimator.team().run(tasks);
        int identical = passes.stream().mapToInt(KraskovPass::identical).sum();
        int tied = passes.stream().mapToInt(KraskovPass::tied).sum();
        if (identical > 0) {
            throw new InputException("at " + identical + " of " + n + " samples " + estimator.neighbours()
                    + " or more others are identical, but nearest-neighbour estimates need values that do not repeat:"
                    + " add a little noise (1e-8 of the standard deviation), or use an estimator for symbols");
        }
        if (tied > 0) {
            warnings.add(
                    "at " + tied + " of " + n + " samples neighbours are equally distant, so that values seem to be"
                            + " rounded or counted: add a little noise (1e-8 of the standard deviation) and see whether the result stays");
        }
        if (n < FEW_SAMPLES) {
            warnings.add(Plural.of(n, "sample is", "samples are") + " few: the estimate scatters widely");
        }
        if (10L * estimator.neighbours() > n) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "k = %s %.0f %% of the samples, over which the density is taken as constant: lower k"
                            + " or record more",
                    Plural.of(estimator.neighbours(), "neighbour is", "neighbours are"),
                    100.0 * estimator.neighbours() / n));
        }
        return values;
    }

    @Override
    public int[] trialLengths() {
        return trialLengths.clone();
    }

    @Override
    public double nats() {
        return mean(local);
    }

    private static double mean(double[] values) {
        return Sum.of(values) / values.length;
    }

    /// Only the spaces in which a meets b or c are built anew.
    @Override
    public double nats(int[] order) {
        double[][] columns = space.columns().clone();
        int a = space.widths()[0];
        for (int d = 0; d < a; d++) {
            double[] moved = new double[order.length];
            for (int sample = 0; sample < moved.length; sample++) {
                moved[sample] = columns[d][order[sample]];
            }
            columns[d] = moved;
        }
        List<KraskovMarginal> marginals = new ArrayList<>(space.marginals());
        if (space.widths()[2] > 0) {
            marginals.set(0, marginals.getFirst().movedTo(columns));
        }
        KraskovSpace moved = new KraskovSpace(
                estimator, space.widths(), columns, KdTree.of(columns), marginals, space.exclusion(), space.digamma());
        double[] values = new double[order.length];
        new KraskovPass(moved).run(0, values.length, values);
        return mean(values);
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
        return estimate;
    }
}
