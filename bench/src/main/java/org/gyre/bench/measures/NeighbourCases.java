package org.gyre.bench.measures;

import java.util.List;
import java.util.Map;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.transfer.TransferEntropy;

/// Information from nearest neighbours: KSG 1, k = 4, nothing normalised, no window.
final class NeighbourCases {
    private static final int NEIGHBOURS = 4;

    private NeighbourCases() {}

    static List<MeasureCase> all() {
        return List.of(
                information(10_000, 1).quoting(new Quote("NPEET", 0.056), new Quote("JIDT", 0.047)),
                information(10_000, 3).quoting(new Quote("NPEET", 0.326), new Quote("JIDT", 0.64)),
                information(100_000, 1).quoting(new Quote("NPEET", 0.50), new Quote("JIDT", 1.9)),
                information(100_000, 3).slowly().quoting(new Quote("NPEET", 6.39), new Quote("JIDT", 34)),
                conditional(10_000).quoting(new Quote("public program", 0.12)),
                transfer(10_000, 0).quoting(new Quote("public program", 0.13)),
                transfer(10_000, 100).slowly().quoting(new Quote("public program", 13)));
    }

    private static KraskovInformation estimator(Team team) {
        return new KraskovInformation(Algorithm.KSG_1, NEIGHBOURS, 0, team);
    }

    /// I(x; y) of vectors of some dimensions.
    static MeasureCase information(int samples, int dimensions) {
        return MeasureCase.of(
                "KSG mutual information, " + samples + ", " + dimensions + "+" + dimensions,
                "ksg-mi",
                Map.of("samples", samples, "dimensions", dimensions, "k", NEIGHBOURS),
                () -> {
                    double[] table = SeededData.gauss(samples);
                    RealSeries x = RealSeries.of(dimensions, columns(table, 6, 0, dimensions));
                    RealSeries y = RealSeries.of(dimensions, columns(table, 6, 3, dimensions));
                    return team -> new double[] {estimator(team).between(x, y).nats()};
                });
    }

    /// I(x; y | z).
    static MeasureCase conditional(int samples) {
        return MeasureCase.of(
                "KSG conditional information, " + samples,
                "ksg-cmi",
                Map.of("samples", samples, "k", NEIGHBOURS),
                () -> {
                    double[] table = SeededData.conditional(samples);
                    RealSeries x = RealSeries.of(columns(table, 3, 0, 1));
                    RealSeries y = RealSeries.of(columns(table, 3, 1, 1));
                    RealSeries z = RealSeries.of(columns(table, 3, 2, 1));
                    return team -> new double[] {estimator(team).given(x, y, z).nats()};
                });
    }

    /// Transfer entropy with histories of one step; with surrogates their mean too, shuffled in given
    /// orders.
    static MeasureCase transfer(int samples, int surrogates) {
        String title = "KSG transfer entropy, " + samples + (surrogates > 0 ? ", " + surrogates + " surrogates" : "");
        return MeasureCase.of(
                title, "ksg-te", Map.of("samples", samples, "k", NEIGHBOURS, "surrogates", surrogates), () -> {
                    double[] table = SeededData.autoregressive(samples);
                    RealSeries source = RealSeries.of(columns(table, 2, 0, 1));
                    RealSeries target = RealSeries.of(columns(table, 2, 1, 1));
                    int[][] orders = SeededData.shuffles(surrogates, samples - 1);
                    return team -> {
                        Relation relation =
                                new TransferEntropy(1, 1).relation(source, target, List.of(), estimator(team));
                        return Surrogates.valueAndMean(relation, orders, team);
                    };
                });
    }

    /// Some neighbouring columns of a row-major table.
    static double[] columns(double[] table, int width, int first, int count) {
        double[] columns = new double[table.length / width * count];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = table[i / count * width + first + i % count];
        }
        return columns;
    }
}
