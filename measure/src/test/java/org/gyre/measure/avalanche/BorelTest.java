package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.gyre.core.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A branching process that starts with one event, each event with a Poisson number of children of
/// mean m, dies after s events in all with Borel's probability e^(−ms) (ms)^(s−1) / s!, s = 1, 2, …,
/// of mean 1/(1 − m) and variance m/(1 − m)³ (Borel 1942; Tanner 1961).
class BorelTest {
    private static final int AVALANCHES = 200_000;

    private static double borel(double m, int s) {
        return Math.exp(-m * s + (s - 1) * Math.log(m * s) - Gamma.logGamma(s + 1));
    }

    /// The activity of avalanches with a silent bin between them, a generation to a bin.
    private static Avalanches simulated(double m, int avalanches, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double end = Math.exp(-m);
        AvalancheCounter counter = new AvalancheCounter(EdgeRule.KEEP);
        for (int k = 0; k < avalanches; k++) {
            int active = 1;
            while (active > 0) {
                counter.add(new int[] {active});
                int children = 0;
                for (int parent = 0; parent < active; parent++) {
                    for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                        children++;
                    }
                }
                active = children;
            }
            counter.add(new int[] {0});
        }
        return counter.finish();
    }

    /// Sizes one by one, and the rest as one: from twenty-one on, or sooner so that every cell expects
    /// five avalanches or more. With the probabilities of Borel, χ² with so many degrees of freedom
    /// exceeds the bound once in a thousand times (SciPy's chi2.isf).
    @ParameterizedTest
    @CsvSource({"0.3, 13, 34.528", "0.7, 20, 45.315", "0.95, 20, 45.315"})
    void sizesOfABranchingProcessFollowBorelsLaw(double m, int degrees, double bound) {
        Avalanches avalanches = simulated(m, AVALANCHES, 31);
        assertThat(avalanches.count()).isEqualTo(AVALANCHES);
        Tally sizes = avalanches.sizes();
        int last = degrees + 1;
        double[] counts = new double[last + 1];
        for (int i = 0; i < sizes.distinct(); i++) {
            counts[(int) Math.min(last, sizes.value(i))] += sizes.count(i);
        }
        double rest = 1;
        double square = 0;
        for (int s = 1; s <= last; s++) {
            double p = s == last ? rest : borel(m, s);
            rest -= p;
            double expected = p * AVALANCHES;
            assertThat(expected).isGreaterThan(5);
            square += (counts[s] - expected) * (counts[s] - expected) / expected;
        }
        assertThat(square).isLessThan(bound);
        double mean = 1 / (1 - m);
        double error = Math.sqrt(m * mean * mean * mean / AVALANCHES);
        assertThat(sizes.mean()).isCloseTo(mean, within(4 * error));
    }

    /// Near m = 1 the sizes follow s^(−3/2) over many decades: the exponent of the critical process.
    @Test
    void theCriticalProcessHasTheExponentThreeHalves() {
        SplittableRandom random = new SplittableRandom(32);
        int[] sizes = new int[50_000];
        double end = Math.exp(-1);
        for (int k = 0; k < sizes.length; k++) {
            // The size is that of a walk: s events have s − 1 children. Walks beyond 20 000 are cut.
            long open = 1;
            int size = 0;
            while (open > 0 && size < 20_000) {
                size++;
                open--;
                for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                    open++;
                }
            }
            sizes[k] = size;
        }
        Support support = new Support(10, 10_000, true);
        Tally inside = Tally.of(sizes).between(10, 10_000);
        Fit fit = Family.POWER_LAW.fit(inside, support);
        // Stirling's correction to Borel's law, 1 − 1/12s, is below one per cent from s = 10 on.
        assertThat(fit.parameter("exponent")).isCloseTo(1.5, within(4 * fit.standardError("exponent")));
    }
}
