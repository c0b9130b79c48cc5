package org.gyre.measure.entropy;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Sum;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.KdTree;
import org.gyre.measure.neighbour.NeighbourSearch;
import org.gyre.measure.series.RealSeries;

/// Differential entropy from the distance ε to the k-th nearest neighbour under the maximum norm:
///
///     h = ψ(N) − ψ(k) + d ⟨log 2ε⟩
///
/// in nats. Sources: Kozachenko and Leonenko, Problems of Information Transmission 23:95 (1987); in this form Kraskov,
/// Stögbauer, Grassberger, Physical Review E 69:066138 (2004), eq. 20.
///
/// @param neighbours k ≥ 1
/// @param window     samples up to this many steps apart are no neighbours, ≥ 0; N then is what is left for each one
/// @param team       helps; results have the same bits with and without
public record KozachenkoLeonenko(int neighbours, int window, Team team) implements DifferentialEntropy {
    /// Samples of a task.
    private static final int TASK = 1024;

    /// @throws InputException if k is not positive or the window negative
    public KozachenkoLeonenko {
        if (neighbours < 1 || window < 0) {
            throw new InputException("k = " + Plural.of(neighbours, "neighbour") + " with a Theiler window of " + window
                    + ": k must be at least 1 and the window not negative");
        }
    }

    /// Without a window, on the calling thread.
    public KozachenkoLeonenko(int neighbours) {
        this(neighbours, 0, Team.alone());
    }

    @Override
    public String label() {
        return "Kozachenko-Leonenko, k = " + neighbours + (window > 0 ? ", Theiler window " + window : "");
    }

    @Override
    public double[] local(RealSeries x) {
        int n = x.length();
        Exclusion exclusion = Exclusion.of(window, x.trialLengths());
        int most = 0;
        for (int sample = 0; sample < n; sample++) {
            most = Math.max(most, exclusion.excluded(sample));
        }
        if (n - most < neighbours) {
            throw new InputException(Plural.of(n, "sample leaves", "samples leave") + " " + Plural.of(n - most, "other")
                    + " to compare with, fewer than k = " + Plural.of(neighbours, "neighbour")
                    + ": record more, or lower k or the Theiler window");
        }
        double[][] columns = new double[x.dimensions()][];
        for (int d = 0; d < columns.length; d++) {
            columns[d] = x.column(d);
        }
        KdTree tree = KdTree.of(columns);
        double[] local = new double[n];
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < n; from += TASK) {
            int start = from;
            int end = Math.min(n, from + TASK);
            tasks.add(() -> search(tree, exclusion, start, end, local));
        }
        team.run(tasks);
        requireFinite(local);
        return local;
    }

    private void search(KdTree tree, Exclusion exclusion, int from, int to, double[] local) {
        NeighbourSearch search = new NeighbourSearch(tree, neighbours, exclusion);
        double psi = Gamma.digamma(neighbours);
        for (int position = from; position < to; position++) {
            int sample = tree.sample(position);
            double distance = search.distance(position);
            int left = tree.size() - exclusion.excluded(sample) + 1;
            local[sample] =
                    Gamma.digamma(left) - psi + tree.dimensions() * (StrictMath.log(2) + StrictMath.log(distance));
        }
    }

    private void requireFinite(double[] local) {
        int identical = 0;
        for (double value : local) {
            if (value == Double.POSITIVE_INFINITY) {
                throw new InputException(
                        "the values reach so far that distances overflow: normalise the series or rescale it");
            }
            identical += value == Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        if (identical > 0) {
            throw new InputException("at " + identical + " of " + local.length + " samples " + neighbours
                    + " or more others are identical, which no density has: add a little noise (1e-8 of the standard deviation), or use an"
                    + " estimator for symbols");
        }
    }

    @Override
    public Estimate estimate(String quantity, RealSeries x) {
        double[] local = local(x);
        return Estimate.of(quantity, Sum.of(local) / local.length, label(), local.length)
                .withStandardError(BatchMeans.standardError(local));
    }
}
