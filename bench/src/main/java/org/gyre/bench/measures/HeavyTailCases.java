package org.gyre.bench.measures;

import java.util.List;
import java.util.Map;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.Tally;

/// Discrete power laws fitted to sizes, from the sizes as they were counted to the result.
final class HeavyTailCases {
    private static final Support FROM_ONE = new Support(1, Double.POSITIVE_INFINITY, true);

    private HeavyTailCases() {}

    static List<MeasureCase> all() {
        int count = 1_000_000;
        return List.of(
                fit(count, 10_000).quoting(new Quote("public program", 0.58)),
                compare(count, 10_000).quoting(new Quote("public program", 12.6)),
                search(count, 10_000).slowly().quoting(new Quote("public program", 159)));
    }

    private static Map<String, Integer> parameters(int count, int largest) {
        return Map.of("count", count, "largest", largest);
    }

    /// Exponent and distance at xmin = 1.
    static MeasureCase fit(int count, int largest) {
        return MeasureCase.of(
                "power law, " + count + " sizes, at xmin 1", "power-law", parameters(count, largest), () -> {
                    int[] sizes = SeededData.sizes(count, largest);
                    return team -> {
                        Fit fit = Family.POWER_LAW.fit(Tally.of(sizes), FROM_ONE);
                        return new double[] {fit.parameter("exponent"), fit.distance()};
                    };
                });
    }

    /// Exponent at xmin = 1, and the normalised likelihood ratios against an exponential and a lognormal
    /// law.
    static MeasureCase compare(int count, int largest) {
        String title = "power law, " + count + " sizes, against 2 laws";
        return MeasureCase.of(title, "power-law-compare", parameters(count, largest), () -> {
            int[] sizes = SeededData.sizes(count, largest);
            return team -> {
                Tally tally = Tally.of(sizes);
                Fit power = Family.POWER_LAW.fit(tally, FROM_ONE);
                double[] values = new double[3];
                values[0] = power.parameter("exponent");
                List<Family> others = List.of(Family.EXPONENTIAL, Family.LOGNORMAL);
                for (int i = 0; i < others.size(); i++) {
                    Fit other = others.get(i).fit(tally, FROM_ONE);
                    values[i + 1] = LikelihoodRatio.of(tally, power, other).normalised();
                }
                return values;
            };
        });
    }

    /// The best of all xmin, with exponent and distance there.
    static MeasureCase search(int count, int largest) {
        String title = "power law, " + count + " sizes, search of xmin";
        return MeasureCase.of(title, "power-law-search", parameters(count, largest), () -> {
            int[] sizes = SeededData.sizes(count, largest);
            return team -> {
                Fit fit = LowerCutoff.select(Tally.of(sizes), true);
                return new double[] {fit.support().from(), fit.parameter("exponent"), fit.distance()};
            };
        });
    }
}
