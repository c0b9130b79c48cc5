package org.gyre.core.optimise.search;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// The estimator of Bergstra, Bardenet, Bengio & Kégl, "Algorithms for hyper-parameter optimization",
/// NIPS 24 (2011), TPE, in a box, whose tree has no branches: after a start with random points, the
/// density l of the best quantile of all points and the density g of the others are estimated by
/// windows over all dimensions at once, and of some points drawn from l that with the largest l/g is
/// tried next, which has the largest expected improvement.
public final class TreeParzen extends BoxSearch {
    private final Settings settings;
    private final RandomStream stream;
    private @Nullable ParzenWindows good;
    private @Nullable ParzenWindows other;

    /// How points are chosen.
    ///
    /// @param startUp  random points at first, at least 2
    /// @param quantile γ, the share of points that count as good, in (0, 1)
    /// @param drawn    points of which the most promising is tried, at least 1
    /// @param together points that are chosen before their values are seen, at least 1
    public record Settings(int startUp, double quantile, int drawn, int together) {
        /// @throws IllegalArgumentException if a number is out of its range
        public Settings {
            if (startUp < 2 || !(quantile > 0 && quantile < 1) || drawn < 1 || together < 1) {
                throw new IllegalArgumentException("start-up of " + startUp + " points, quantile " + quantile + ", "
                        + drawn + " points drawn, " + together
                        + " together: at least 2, inside (0, 1), at least 1 and 1");
            }
        }

        /// The quantile .15 of the paper, 24 points drawn.
        ///
        /// @param together points that are chosen before their values are seen
        public static Settings usual(int startUp, int together) {
            return new Settings(startUp, 0.15, 24, together);
        }
    }

    /// @param stream of the points; equal streams and values give equal points
    public TreeParzen(int dimensions, Settings settings, RandomStream stream) {
        super(dimensions);
        this.settings = settings;
        this.stream = stream;
    }

    @Override
    public int generationAfter(int asked) {
        return asked < settings.startUp() ? settings.startUp() - asked : settings.together();
    }

    @Override
    double[] draw(int number) {
        CounterRandom random = stream.split(number).generator();
        if (good == null || other == null) {
            return RandomSearch.uniform(dimensions(), random);
        }
        double[] best = good.draw(random);
        double gain = good.logDensity(best) - other.logDensity(best);
        for (int k = 1; k < settings.drawn(); k++) {
            double[] point = good.draw(random);
            double ratio = good.logDensity(point) - other.logDensity(point);
            if (ratio > gain) {
                best = point;
                gain = ratio;
            }
        }
        return best;
    }

    @Override
    void learn(int from, int to) {
        int[] ranked = ranked(0, to);
        int few = Math.min(ranked.length - 1, (int) Math.ceil(settings.quantile() * ranked.length));
        good = windows(Arrays.copyOf(ranked, few));
        other = windows(Arrays.copyOfRange(ranked, few, ranked.length));
    }

    private ParzenWindows windows(int[] numbers) {
        return new ParzenWindows(Arrays.stream(numbers)
                .mapToObj(number -> candidate(number).point())
                .toArray(double[][]::new));
    }
}
