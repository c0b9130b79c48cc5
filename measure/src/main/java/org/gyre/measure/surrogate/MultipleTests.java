package org.gyre.measure.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Many tests at once: what a p-value is worth when it is the smallest of a thousand.
public final class MultipleTests {
    private MultipleTests() {}

    /// Adjusted p-values that bound the false discovery rate: those at most q contain a share of at most q of
    /// false ones on average, if the tests are independent or positively dependent.
    ///
    /// Source: Benjamini, Hochberg, Journal of the Royal Statistical Society B 57:289 (1995).
    ///
    /// @param p p-values in any order, each in [0, 1]
    /// @return the adjusted value of each, in the same order
    public static double[] falseDiscoveryRate(double[] p) {
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("p-value " + i + " is " + p[i] + ": must be in [0, 1]");
            }
        }
        int[] falling = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int at = 0; at < falling.length; at++) {
            int rank = p.length - at;
            least = Math.min(least, p[falling[at]] * p.length / rank);
            adjusted[falling[at]] = least;
        }
        return adjusted;
    }

    /// p-values that hold for all tests together: each value is compared with the largest of all tests in
    /// each surrogate. Valid under any dependence between the tests, if their values are on one scale.
    ///
    /// Source: Nichols, Holmes, Human Brain Mapping 15:1 (2002).
    ///
    /// @param tests with the same number of surrogates, drawn together or independently
    /// @return the adjusted p of each
    public static double[] maximumStatistic(List<Significance> tests) {
        if (tests.isEmpty()) {
            return new double[0];
        }
        double[] largest = new double[tests.getFirst().count()];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (Significance test : tests) {
            double[] surrogates = test.surrogates();
            if (surrogates.length != largest.length) {
                throw new IllegalArgumentException(
                        surrogates.length + " surrogates in one test, " + largest.length + " in another");
            }
            for (int i = 0; i < largest.length; i++) {
                largest[i] = Math.max(largest[i], surrogates[i]);
            }
        }
        return tests.stream()
                .mapToDouble(test -> new Significance(test.value(), largest, test.nullHypothesis()).pValue())
                .toArray();
    }
}
