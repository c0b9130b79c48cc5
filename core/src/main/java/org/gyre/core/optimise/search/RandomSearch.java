package org.gyre.core.optimise.search;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Independent points, each place of the box equally likely: what a search has to beat (Bergstra &
/// Bengio, J. Mach. Learn. Res. 13:281, 2012). All candidates are one generation.
public final class RandomSearch extends BoxSearch {
    private final RandomStream stream;

    /// @param stream of the points; equal streams give equal points
    public RandomSearch(int dimensions, RandomStream stream) {
        super(dimensions);
        this.stream = stream;
    }

    @Override
    public int generationAfter(int asked) {
        return Integer.MAX_VALUE - asked;
    }

    @Override
    double[] draw(int number) {
        return uniform(dimensions(), stream.split(number).generator());
    }

    @Override
    void learn(int from, int to) {
        // Values change nothing.
    }

    static double[] uniform(int dimensions, CounterRandom random) {
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            point[i] = 2 * random.nextDouble() - 1;
        }
        return point;
    }
}
