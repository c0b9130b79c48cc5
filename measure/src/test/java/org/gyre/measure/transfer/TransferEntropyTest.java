package org.gyre.measure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

/// Unit 0 is a fair coin; unit 1 copies, with an error of probability ε, what unit 0 was two steps
/// before; unit 2 keeps its own state, with a flip of probability ε.
final class TransferEntropyTest {
    private static final double ERROR = 0.1;
    private static final int STEPS = 100_000;
    private static final BinaryRaster RASTER = record();

    private static BinaryRaster record() {
        CounterRandom random = RandomStream.of(11).split("copy").generator();
        BinaryRaster raster = new BinaryRaster(STEPS, 3);
        for (int t = 0; t < STEPS; t++) {
            if (random.nextBoolean()) {
                raster.set(t, 0);
            }
            if ((t >= 2 && raster.get(t - 2, 0)) != random.nextDouble() < ERROR) {
                raster.set(t, 1);
            }
            if ((t >= 1 && raster.get(t - 1, 2)) != random.nextDouble() < ERROR) {
                raster.set(t, 2);
            }
        }
        return raster;
    }

    private static DiscreteInformation by(DiscreteEntropy entropy) {
        return new DiscreteInformation(entropy);
    }

    private static double channel() {
        return Math.log(2) + ERROR * Math.log(ERROR) + (1 - ERROR) * Math.log(1 - ERROR);
    }

    private static Estimate transfer(int source, int target, int targetHistory, int sourceHistory) {
        return new TransferEntropy(targetHistory, sourceHistory)
                .estimate(
                        SymbolSeries.of(RASTER, source),
                        SymbolSeries.of(RASTER, target),
                        by(DiscreteEntropy.MILLER_MADOW));
    }

    /// The capacity ln 2 − h(ε) of a binary symmetric channel; the scatter of the mean of 10⁵ local
    /// values with a standard deviation of 0.66 is 0.002.
    @Test
    void aNoisyCopyTransfersTheCapacityOfItsChannel() {
        Estimate transfer = transfer(0, 1, 1, 2);
        assertThat(transfer.nats()).isEqualTo(channel(), within(0.008));
        assertThat(transfer.standardError().orElseThrow()).isBetween(0.001, 0.004);
        assertThat(transfer.warnings()).isEmpty();
    }

    @Test
    void nothingIsTransferredBackwardsOrBeforeTheDelay() {
        assertThat(transfer(1, 0, 2, 2).nats()).isEqualTo(0, within(5e-4));
        assertThat(transfer(0, 1, 3, 1).nats()).isEqualTo(0, within(5e-4));
        assertThat(transfer(2, 1, 1, 1).nats()).isEqualTo(0, within(5e-4));
    }

    /// A lazy coin is a Markov chain: one step of history tells ln 2 − h(ε), a second step nothing
    /// more, and h(ε) stays open.
    @Test
    void aLazyCoinStoresTheCapacityOfItsChannel() {
        SymbolSeries lazy = SymbolSeries.of(RASTER, 2);
        for (int history = 1; history <= 3; history++) {
            assertThat(new ActiveStorage(history)
                            .estimate(lazy, by(DiscreteEntropy.GRASSBERGER))
                            .nats())
                    .isEqualTo(channel(), within(0.008));
        }
        assertThat(EntropyRate.of(lazy, 2, DiscreteEntropy.GRASSBERGER).nats())
                .isEqualTo(Math.log(2) - channel(), within(0.008));
        assertThat(new ActiveStorage(3)
                        .estimate(SymbolSeries.of(RASTER, 0), by(DiscreteEntropy.MILLER_MADOW))
                        .nats())
                .isEqualTo(0, within(5e-4));
    }

    /// Independent coins: with 2^10 pairs of words and 1000 steps the plug-in value is bias, about
    /// (2^10 − 2^9 − 2 + 1)/2T at most, and the estimate says so; a corrected value can be negative,
    /// and says so too.
    @Test
    void aValueThatIsAllBiasIsCalledThat() {
        BinaryRaster coins = new BinaryRaster(1000, 1);
        CounterRandom random = RandomStream.of(2).split("coins").generator();
        for (int t = 0; t < coins.steps(); t++) {
            if (random.nextBoolean()) {
                coins.set(t, 0);
            }
        }
        SymbolSeries coin = SymbolSeries.of(coins);
        Estimate plain = new ActiveStorage(9).estimate(coin, by(DiscreteEntropy.PLUG_IN));
        assertThat(plain.nats()).isGreaterThan(0.15);
        assertThat(plain.warnings()).hasSize(2);
        assertThat(plain.warnings().get(0)).contains("991 samples are fewer than the 2^10 words");
        assertThat(plain.warnings().get(1)).contains("leading term of the bias");
        Estimate grassberger = new ActiveStorage(9).estimate(coin, by(DiscreteEntropy.GRASSBERGER));
        assertThat(grassberger.nats()).isLessThan(plain.nats() / 2);
        int[] alternating = {0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0};
        Estimate negative =
                new ActiveStorage(1).estimate(SymbolSeries.of(alternating), by(DiscreteEntropy.MILLER_MADOW));
        assertThat(negative.nats()).isNegative();
        assertThat(negative.warnings()).singleElement().asString().contains("read it as zero");
    }

    /// (2 − 1) (2³¹ − 1) + 1 = 2³¹ and (3 − 1) 2³⁰ + 1 = 2³¹ + 1 do not fit into an int.
    @Test
    void pastsLongerThanASeriesCanBeAreRefused() {
        int most = Integer.MAX_VALUE;
        assertThatThrownBy(() -> new TransferEntropy(2, most, 2, most, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("looks 2147483648 steps back");
        assertThatThrownBy(() -> new TransferEntropy(3, 1 << 30, 1, 1 << 30, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 values every 1073741824 steps looks 2147483649 steps back");
        assertThatThrownBy(() -> new TransferEntropy(1, 1, 2, 1, most))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at a lag of 2147483647");
        assertThatThrownBy(() -> new ActiveStorage(2, most)).isInstanceOf(InputException.class);
        assertThat(new TransferEntropy(1, 1, 1, 1, most).past()).isEqualTo(most);
        SymbolSeries series = SymbolSeries.of(new int[] {0, 1, 1, 0});
        assertThatThrownBy(() ->
                        new TransferEntropy(1, 1, 1, 1, most).estimate(series, series, by(DiscreteEntropy.PLUG_IN)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> new PredictiveInformation(most, most).estimate(series, by(DiscreteEntropy.PLUG_IN)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too short");
    }
}
