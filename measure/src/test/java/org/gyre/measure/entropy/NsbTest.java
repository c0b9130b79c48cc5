package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Gamma;
import org.junit.jupiter.api.Test;

final class NsbTest {
    /// The definition by brute force: midpoints of equal steps of the prior's own variable ξ in (0, ln K), β from it
    /// by bisection, moments by the double sums of Wolpert and Wolf (1995) over all K symbols.
    @Test
    void theMomentsAreThoseOfBruteForce() {
        requireBruteForce(2, 3, 1);
        requireBruteForce(5, 3, 1, 1);
        requireBruteForce(4, 1);
        requireBruteForce(10, 1, 1, 1, 1);
        requireBruteForce(30, 12, 5, 2, 1, 1);
        requireBruteForce(3, 10, 10, 10);
    }

    private static void requireBruteForce(int possible, long... seen) {
        long[] counts = Arrays.copyOf(seen, possible);
        long total = Arrays.stream(counts).sum();
        int steps = 20_000;
        double weights = 0;
        double first = 0;
        double second = 0;
        double scale = Double.NaN;
        for (int i = 0; i < steps; i++) {
            double beta = concentration(possible, (i + 0.5) / steps * Math.log(possible));
            double log = Gamma.logGamma(possible * beta) - Gamma.logGamma(total + possible * beta);
            for (long n : counts) {
                log += Gamma.logGamma(n + beta) - Gamma.logGamma(beta);
            }
            if (Double.isNaN(scale)) {
                scale = log;
            }
            double weight = Math.exp(log - scale);
            weights += weight;
            first += weight * firstMoment(counts, beta);
            second += weight * secondMoment(counts, beta);
        }
        double mean = first / weights;
        double deviation = Math.sqrt(second / weights - mean * mean);
        Occupancies sample = Occupancies.of(counts, Math.log(possible) / Math.log(2));
        assertThat(DiscreteEntropy.NSB.nats(sample)).isEqualTo(mean, within(2e-7));
        assertThat(DiscreteEntropy.NSB.standardError(sample).orElseThrow()).isEqualTo(deviation, within(2e-6));
    }

    private static double concentration(int possible, double xi) {
        double low = Math.log(1e-12);
        double high = Math.log(1e9);
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (low + high);
            double beta = Math.exp(middle);
            if (Gamma.digamma(possible * beta + 1) - Gamma.digamma(beta + 1) < xi) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(0.5 * (low + high));
    }

    private static double firstMoment(long[] counts, double beta) {
        double all = Arrays.stream(counts).sum() + counts.length * beta;
        double sum = Gamma.digamma(all + 1);
        for (long n : counts) {
            sum -= (n + beta) / all * Gamma.digamma(n + beta + 1);
        }
        return sum;
    }

    private static double secondMoment(long[] counts, double beta) {
        double all = Arrays.stream(counts).sum() + counts.length * beta;
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double ai = counts[i] + beta;
            for (int j = 0; j < counts.length; j++) {
                double aj = counts[j] + beta;
                if (i == j) {
                    double phi = Gamma.digamma(ai + 2) - Gamma.digamma(all + 2);
                    sum += ai * (ai + 1) * (phi * phi + Gamma.trigamma(ai + 2) - Gamma.trigamma(all + 2));
                } else {
                    double phiI = Gamma.digamma(ai + 1) - Gamma.digamma(all + 2);
                    double phiJ = Gamma.digamma(aj + 1) - Gamma.digamma(all + 2);
                    sum += ai * aj * (phiI * phiJ - Gamma.trigamma(all + 2));
                }
            }
        }
        return sum / (all * (all + 1));
    }

    /// Far from saturation, K ≫ T ≫ Δ ≫ 1 with Δ = T minus the symbols seen, the estimate is γ − ln 2 + 2 ln T −
    /// ψ(Δ) and its standard deviation √ψ′(Δ), whatever K, up to terms of order 1/Δ: Nemenman, Entropy 13:2013
    /// (2011), section 4.
    @Test
    void ofFewCoincidencesInALargeAlphabetTheEstimateIsThatOfTheBirthdayProblem() {
        int pairs = 40;
        int total = 10_000;
        long[] counts = new long[total - pairs];
        Arrays.fill(counts, 1);
        Arrays.fill(counts, 0, pairs, 2);
        Occupancies sample = Occupancies.of(counts, 60);
        double expected = Gamma.EULER - Math.log(2) + 2 * Math.log(total) - Gamma.digamma(pairs);
        assertThat(DiscreteEntropy.NSB.nats(sample)).isEqualTo(expected, within(0.06));
        assertThat(DiscreteEntropy.NSB.standardError(sample).orElseThrow())
                .isEqualTo(Math.sqrt(Gamma.trigamma(pairs)), within(0.02));
    }

    /// With many samples of each symbol every estimator agrees to first order: the plug-in value + (K − 1)/2T, and
    /// its standard deviation. Ten million samples, as sure as ten thousand.
    @Test
    void ofManySamplesItIsThePlugInValueWithoutItsBias() {
        for (long scale : new long[] {1_000, 1_000_000}) {
            Occupancies sample = Occupancies.of(5 * scale, 3 * scale, 2 * scale);
            double total = 10.0 * scale;
            assertThat(DiscreteEntropy.NSB.nats(sample))
                    .isEqualTo(DiscreteEntropy.MILLER_MADOW.nats(sample), within(10 / total / 3));
            double error = DiscreteEntropy.PLUG_IN.standardError(sample).orElseThrow();
            assertThat(DiscreteEntropy.NSB.standardError(sample).orElseThrow() / error)
                    .isEqualTo(1, within(0.02));
        }
    }

    @Test
    void anyAlphabetAndAnySampleHasAFiniteEntropyWithinItsBounds() {
        CounterRandom random = RandomStream.of(5).split("nsb").generator();
        for (int run = 0; run < 60; run++) {
            double log2Possible = 1 + random.nextInt(run % 2 == 0 ? 60 : 1200);
            long[] counts = new long[1 + random.nextInt(40)];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = 1 + (long) Math.pow(10, 6 * random.nextDouble() * random.nextDouble());
            }
            Occupancies sample = Occupancies.of(counts, log2Possible);
            double nats = DiscreteEntropy.NSB.nats(sample);
            assertThat(nats).isBetween(0.0, sample.log2Possible() * Math.log(2));
            assertThat(DiscreteEntropy.NSB.standardError(sample).orElseThrow()).isBetween(0.0, 500.0);
        }
    }
}
