package org.gyre.bench.measures;

import java.util.List;
import java.util.Map;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.core.BinaryRaster;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.GaussianEstimator;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.pairs.PairTable;
import org.gyre.measure.pairs.PairwiseTransfer;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.transfer.TransferEntropy;

/// Transfer entropy of binary and of Gaussian series.
final class TransferCases {
    private TransferCases() {}

    static List<MeasureCase> all() {
        return List.of(
                discrete(100_000, 20).quoting(new Quote("public program", 0.5)),
                gaussian(10_000, 100).quoting(new Quote("public program", 0.15)));
    }

    /// All ordered pairs of units, plug-in, two bins of history of both: the mean and the largest value.
    static MeasureCase discrete(int bins, int units) {
        return MeasureCase.of(
                "discrete transfer entropy, " + units * (units - 1) + " pairs, " + bins,
                "discrete-te",
                Map.of("bins", bins, "units", units),
                () -> {
                    byte[] table = SeededData.binary(bins, units);
                    BinaryRaster raster = new BinaryRaster(bins, units);
                    for (int i = 0; i < table.length; i++) {
                        if (table[i] != 0) {
                            raster.set(i / units, i % units);
                        }
                    }
                    return team -> {
                        PairTable pairs = new PairwiseTransfer(
                                        List.of(raster), new TransferEntropy(2, 2), DiscreteEntropy.PLUG_IN)
                                .table(team);
                        return meanAndLargest(pairs);
                    };
                });
    }

    private static double[] meanAndLargest(PairTable pairs) {
        double sum = 0;
        double largest = 0;
        for (int source = 0; source < pairs.units(); source++) {
            for (int target = 0; target < pairs.units(); target++) {
                if (source != target) {
                    sum += pairs.nats(source, target);
                    largest = Math.max(largest, pairs.nats(source, target));
                }
            }
        }
        return new double[] {sum / pairs.pairs(), largest};
    }

    /// Histories of one step; the value and the mean of surrogates in given orders.
    static MeasureCase gaussian(int samples, int surrogates) {
        return MeasureCase.of(
                "Gaussian transfer entropy, " + samples + ", " + surrogates + " surrogates",
                "gaussian-te",
                Map.of("samples", samples, "surrogates", surrogates),
                () -> {
                    double[] table = SeededData.autoregressive(samples);
                    RealSeries source = RealSeries.of(NeighbourCases.columns(table, 2, 0, 1));
                    RealSeries target = RealSeries.of(NeighbourCases.columns(table, 2, 1, 1));
                    int[][] orders = SeededData.shuffles(surrogates, samples - 1);
                    GaussianEstimator estimator = new GaussianEstimator(GaussianCovariance.PLUG_IN);
                    return team -> {
                        Relation relation = new TransferEntropy(1, 1).relation(source, target, List.of(), estimator);
                        return Surrogates.valueAndMean(relation, orders, team);
                    };
                });
    }
}
