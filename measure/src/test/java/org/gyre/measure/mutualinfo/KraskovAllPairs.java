package org.gyre.measure.mutualinfo;

import java.util.Arrays;
import java.util.Comparator;
import org.gyre.core.special.Gamma;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.series.RealSeries;
import org.jspecify.annotations.Nullable;

/// The nearest-neighbour estimators written down from their formulas with loops over all pairs.
final class KraskovAllPairs {
    private KraskovAllPairs() {}

    /// The local values; `c` may be missing. Trials follow each other; samples of one trial at most `window` apart
    /// are not compared.
    static double[] local(Algorithm algorithm, int k, int window, RealSeries a, RealSeries b, @Nullable RealSeries c) {
        int n = a.length();
        int[] trial = new int[n];
        int[] lengths = a.trialLengths();
        for (int r = 0, at = 0; r < lengths.length; at += lengths[r++]) {
            Arrays.fill(trial, at, at + lengths[r], r);
        }
        double[][] as = rows(a, n);
        double[][] bs = rows(b, n);
        double[][] cs = rows(c, n);
        double[] local = new double[n];
        for (int i = 0; i < n; i++) {
            double[][] pairs = new double[n][];
            int others = 0;
            for (int j = 0; j < n; j++) {
                if (trial[i] != trial[j] || Math.abs(i - j) > window) {
                    pairs[others++] = new double[] {distance(as, i, j), distance(bs, i, j), distance(cs, i, j)};
                }
            }
            pairs = Arrays.copyOf(pairs, others);
            Arrays.sort(pairs, Comparator.comparingDouble(p -> Math.max(p[0], Math.max(p[1], p[2]))));
            double x = 0;
            double y = 0;
            double z = 0;
            for (int j = 0; j < k; j++) {
                x = Math.max(x, pairs[j][0]);
                y = Math.max(y, pairs[j][1]);
                z = Math.max(z, pairs[j][2]);
            }
            boolean first = algorithm == Algorithm.KSG_1;
            double radius = Math.max(x, Math.max(y, z));
            int na = 0;
            int nb = 0;
            int nc = 0;
            for (double[] p : pairs) {
                boolean inX = first ? p[0] < radius : p[0] <= x;
                boolean inY = first ? p[1] < radius : p[1] <= y;
                boolean inZ = first ? p[2] < radius : p[2] <= z;
                na += inX && (inZ || c == null) ? 1 : 0;
                nb += inY && (inZ || c == null) ? 1 : 0;
                nc += inZ ? 1 : 0;
            }
            local[i] = c == null
                    ? first
                            ? psi(k) + psi(others + 1) - psi(na + 1) - psi(nb + 1)
                            : psi(k) - 1.0 / k + psi(others + 1) - psi(na) - psi(nb)
                    : first
                            ? psi(k) + psi(nc + 1) - psi(na + 1) - psi(nb + 1)
                            : psi(k) - 2.0 / k + psi(nc) - psi(na) + 1.0 / na - psi(nb) + 1.0 / nb;
        }
        return local;
    }

    private static double psi(int m) {
        return Gamma.digamma(m);
    }

    /// Rows of a series, none if it is missing.
    private static double[][] rows(@Nullable RealSeries series, int n) {
        double[][] rows = new double[n][0];
        if (series != null) {
            int d = series.dimensions();
            double[] values = series.values();
            Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * d, (i + 1) * d));
        }
        return rows;
    }

    private static double distance(double[][] rows, int i, int j) {
        double distance = 0;
        for (int d = 0; d < rows[i].length; d++) {
            distance = Math.max(distance, Math.abs(rows[i][d] - rows[j][d]));
        }
        return distance;
    }
}
