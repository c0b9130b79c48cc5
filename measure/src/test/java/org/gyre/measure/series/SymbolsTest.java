package org.gyre.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;

final class SymbolsTest {
    private static double entropy(SymbolSeries series) {
        return DiscreteEntropy.PLUG_IN.nats(series);
    }

    /// Bandt and Pompe 2002: of 4, 7, 9, 10, 6, 11, 3 four of six neighbours rise, two fall, H = 0.918 bits; of the
    /// five patterns of three two are 012, two 120 (as 9 10 6 and 6 11 3), one 102, H = 1.522 bits.
    @Test
    void thePatternsAreThoseOfThePaper() {
        RealSeries series = RealSeries.of(4, 7, 9, 10, 6, 11, 3);
        SymbolSeries two = new OrdinalPatterns(2, 1).of(series);
        assertThat(two.codes()).containsExactly(0, 0, 0, 1, 0, 1);
        assertThat(entropy(two) / Math.log(2)).isEqualTo(0.918, within(5e-4));
        SymbolSeries three = new OrdinalPatterns(3, 1).of(series);
        assertThat(three.codes()).containsExactly(0, 0, 1, 2, 1);
        assertThat(entropy(three) / Math.log(2)).isEqualTo(1.522, within(5e-4));
        assertThat(three.log2Possible()).isEqualTo(Math.log(6) / Math.log(2), within(1e-14));
    }

    /// The stable sorting of the values' places names the pattern too: the two agree on which patterns are equal,
    /// ties and delays included.
    @Test
    void twoPatternsAreEqualWhereTheirStableSortingIs() {
        CounterRandom random = RandomStream.of(4).split("ordinal").generator();
        for (int run = 0; run < 20; run++) {
            int order = 2 + random.nextInt(5);
            int delay = 1 + random.nextInt(3);
            double[] values = random.doubles(80).map(v -> Math.rint(v * 5)).toArray();
            int[] codes =
                    new OrdinalPatterns(order, delay).of(RealSeries.of(values)).codes();
            String[] sorted = new String[codes.length];
            for (int t = 0; t < codes.length; t++) {
                int start = t;
                Integer[] places = new Integer[order];
                Arrays.setAll(places, i -> i);
                Arrays.sort(places, (i, j) -> Double.compare(values[start + i * delay], values[start + j * delay]));
                sorted[t] = Arrays.toString(places);
            }
            for (int s = 0; s < codes.length; s++) {
                for (int t = 0; t < s; t++) {
                    assertThat(codes[s] == codes[t]).isEqualTo(sorted[s].equals(sorted[t]));
                }
            }
        }
    }

    /// Independent values have all m! patterns equally often; ψ is monotone, so that e^x has those of x.
    @Test
    void noiseHasAllPatternsAndAMonotoneChangeNone() {
        double[] noise =
                RandomStream.of(6).split("noise").generator().doubles(200_000).toArray();
        SymbolSeries patterns = new OrdinalPatterns(4, 1).of(RealSeries.of(noise));
        assertThat(patterns.distinct()).isEqualTo(24);
        assertThat(entropy(patterns)).isEqualTo(Math.log(24), within(1e-3));
        double[] changed = Arrays.stream(noise).map(Math::exp).toArray();
        assertThat(new OrdinalPatterns(4, 1).of(RealSeries.of(changed)).codes()).isEqualTo(patterns.codes());
    }

    /// A long pattern names one of 20! orders; only those that occur take memory.
    @Test
    void patternsOfTwentyValuesAreToldApart() {
        double[] noise =
                RandomStream.of(6).split("noise").generator().doubles(5000).toArray();
        assertThat(new OrdinalPatterns(20, 2).of(RealSeries.of(noise)).distinct())
                .isEqualTo(5000 - 38);
    }

    /// y(t + 1) = x(t): the pattern of y is that of x a step before. Then all that the past of y leaves open about the
    /// next pattern of y the last pattern of x tells: one of three places for the newest of three values, ln 3,
    /// as all are equally likely.
    @Test
    void symbolicTransferFindsADelayedCopy() {
        double[] x =
                RandomStream.of(9).split("source").generator().doubles(50_000).toArray();
        double[] y = new double[x.length];
        System.arraycopy(x, 0, y, 1, x.length - 1);
        OrdinalPatterns patterns = new OrdinalPatterns(3, 1);
        SymbolSeries from = patterns.of(RealSeries.of(x));
        SymbolSeries to = patterns.of(RealSeries.of(y));
        DiscreteInformation plugIn = new DiscreteInformation(DiscreteEntropy.PLUG_IN);
        double conditional = DiscreteEntropy.PLUG_IN.conditional(
                to.words(new Instants(1, 1), 0, 1), to.shifted(new Instants(1, 1), 0));
        assertThat(new TransferEntropy(1, 1).estimate(from, to, plugIn).nats()).isEqualTo(conditional, within(1e-12));
        // Patterns are no Markov chain: the last of y, the one before the last of x, tells nothing only if that is
        // known.
        assertThat(new TransferEntropy(2, 1).estimate(to, from, plugIn).nats()).isEqualTo(0, within(1e-12));
    }

    @Test
    void trialsAndDimensionsStayApart() {
        RealSeries series =
                RealSeries.of(2, new double[] {1, 5, 2, 4, 3, 3}, new double[] {9, 9}, new double[] {1, 1, 2, 0});
        SymbolSeries patterns = new OrdinalPatterns(2, 1).of(series);
        assertThat(patterns.trialLengths()).containsExactly(2, 0, 1);
        assertThat(patterns.codes()).containsExactly(0, 0, 0);
        assertThat(patterns.log2Possible()).isEqualTo(2);
    }

    @Test
    void binsHaveTheirEdgesWhereTheySay() {
        RealSeries series = RealSeries.of(0, 1, 2.5, 3, 4.9, 5, 7.5, 10);
        assertThat(new EqualBins(4).of(series).codes()).containsExactly(0, 0, 1, 1, 1, 2, 3, 3);
        assertThat(new QuantileBins(4).of(series).codes()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(new QuantileBins(4).of(RealSeries.of(1, 1, 1, 2)).codes()).containsExactly(0, 0, 0, 1);
        assertThat(new EqualBins(4).of(series).log2Possible()).isEqualTo(2);
        assertThat(new EqualBins(7).label()).isEqualTo("7 bins of equal width");
        assertThat(new QuantileBins(7).label()).contains("7 bins");
    }

    @Test
    void constantAndExtremeValuesAreBinnedToo() {
        assertThat(new EqualBins(8).of(RealSeries.of(3, 3, 3)).distinct()).isEqualTo(1);
        assertThat(new QuantileBins(8).of(RealSeries.of(3, 3, 3)).distinct()).isEqualTo(1);
        assertThat(new EqualBins(2)
                        .of(RealSeries.of(-Double.MAX_VALUE, -1e300, 1e300, Double.MAX_VALUE))
                        .codes())
                .containsExactly(0, 0, 1, 1);
    }

    @Test
    void whatCannotBeIsToldInASentence() {
        assertThatThrownBy(() -> new OrdinalPatterns(21, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 to 20");
        assertThatThrownBy(() -> new OrdinalPatterns(4, 3).of(RealSeries.of(1, 2, 3, 4, 5, 6, 7, 8, 9)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("9 steps")
                .hasMessageContaining("span 10 steps");
        assertThatThrownBy(() -> new OrdinalPatterns(3, Integer.MAX_VALUE).of(RealSeries.of(1, 2, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("span 4294967295 steps");
        assertThatThrownBy(() -> new QuantileBins(1)).isInstanceOf(InputException.class);
        assertThat(new OrdinalPatterns(3, 2).label().toLowerCase(Locale.ROOT)).contains("3 values every 2 steps");
    }
}
