package org.gyre.core.optimise.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// The evolution strategy with adaptation of the covariance matrix, CMA-ES: Hansen, "The CMA evolution
/// strategy: a tutorial", arXiv 1604.00772, with its default parameters, cumulative step-size
/// adaptation and the updates of rank one and rank μ.
///
/// Only the order of values counts. A point outside the box is drawn again, up to a hundred times
/// (tutorial, section B.5), and then moved to the nearest point of the box, from which the strategy
/// learns too.
public final class Cmaes extends BoxSearch {
    private static final int MOST_DRAWS = 100;

    private final RandomStream stream;
    private final Settings settings;
    private final SearchDistribution law;
    private final List<double[]> steps = new ArrayList<>();

    /// Where a strategy begins.
    ///
    /// @param start m, the first mean, inside the box; only to be read
    /// @param step  σ, the first standard deviation along each axis
    /// @param size  λ, candidates of a generation
    public record Settings(double[] start, double step, int size) {
        /// @throws IllegalArgumentException if the start lies outside the box, the step is not
        ///     positive or at most 2, or a generation has less than 4 candidates
        public Settings {
            if (!Arrays.stream(start).allMatch(x -> Math.abs(x) <= 1)) {
                throw new IllegalArgumentException("start = " + Arrays.toString(start) + ": must lie in [-1, 1]");
            }
            if (!(step > 0 && step <= 2)) {
                throw new IllegalArgumentException("step = " + step + ": must be positive and at most 2");
            }
            if (size < 4) {
                throw new IllegalArgumentException("size = " + size + ": must be at least 4");
            }
        }

        /// From the centre, with a sixth of the width of the box and 4 + ⌊3 ln d⌋ candidates.
        public static Settings usual(int dimensions) {
            return from(new double[dimensions]);
        }

        /// From another point, else as [#usual].
        ///
        /// @throws IllegalArgumentException if the start lies outside the box
        public static Settings from(double[] start) {
            return new Settings(start, 1 / 3.0, 4 + (int) (3 * StrictMath.log(start.length)));
        }
    }

    /// @param stream of the points; equal streams and values give equal points
    public Cmaes(Settings settings, RandomStream stream) {
        super(settings.start().length);
        this.settings = settings;
        this.stream = stream;
        law = new SearchDistribution(settings.start(), settings.step(), settings.size());
    }

    @Override
    public int generationAfter(int asked) {
        return settings.size();
    }

    @Override
    double[] draw(int number) {
        int n = dimensions();
        double[] mean = law.mean();
        CounterRandom random = stream.split(number).generator();
        double[] y = new double[n];
        double[] point = new double[n];
        boolean inside = false;
        for (int attempt = 0; attempt < MOST_DRAWS && !inside; attempt++) {
            double[] z = new double[n];
            Arrays.setAll(z, i -> random.nextGaussian());
            y = law.shaped(z);
            inside = true;
            for (int i = 0; i < n; i++) {
                point[i] = mean[i] + law.step() * y[i];
                inside &= Math.abs(point[i]) <= 1;
            }
        }
        if (!inside) {
            for (int i = 0; i < n; i++) {
                point[i] = Math.clamp(point[i], -1, 1);
                y[i] = (point[i] - mean[i]) / law.step();
            }
        }
        steps.add(y);
        return point;
    }

    @Override
    void learn(int from, int to) {
        law.follow(Arrays.stream(ranked(from, to))
                .limit(law.followed())
                .mapToObj(number -> steps.get(number - from))
                .toArray(double[][]::new));
        steps.clear();
    }
}
