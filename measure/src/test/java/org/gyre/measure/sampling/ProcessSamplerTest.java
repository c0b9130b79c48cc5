package org.gyre.measure.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.EnumeratedChain;
import org.junit.jupiter.api.Test;

final class ProcessSamplerTest {
    /// Three units with different laws; f is 0 or 1 in places.
    private static final FactorisedMarkovProcess SMALL = new FactorisedMarkovProcess() {
        @Override
        public int units() {
            return 3;
        }

        @Override
        public void firingProbabilities(long[] state, double[] probability) {
            probability[0] = (state[0] & 4) != 0 ? 1 : 0.25;
            probability[1] = (state[0] & 1) != 0 ? 0.7 : 0;
            probability[2] = (state[0] & 3) == 3 ? 0.1 : 0.6;
        }
    };

    /// Every transition as often as the exact chain says, within five standard deviations; impossible
    /// ones never.
    @Test
    void transitionsHaveTheFrequenciesOfTheChain() {
        EnumeratedChain chain = new EnumeratedChain(SMALL);
        int steps = 400_000;
        ProcessSampler sampler = new ProcessSampler(SMALL, RandomStream.of(4));
        sampler.skip(100);
        BinaryRaster raster = sampler.record(steps);
        long[][] counts = new long[8][8];
        long[] visits = new long[8];
        for (int t = 1; t < steps; t++) {
            counts[(int) raster.words()[t - 1]][(int) raster.words()[t]]++;
            visits[(int) raster.words()[t - 1]]++;
        }
        for (int from = 0; from < 8; from++) {
            for (int to = 0; to < 8; to++) {
                double p = chain.transition(from, to);
                assertThat((double) counts[from][to])
                        .isEqualTo(visits[from] * p, within(5 * Math.sqrt(visits[from] * p * (1 - p)) + 1e-9));
            }
        }
        assertThat(visits[7]).isPositive();
    }

    @Test
    void theSameStreamGivesTheSameStatesInAnyPieces() {
        Channels channels = new Channels(5, 0.2);
        BinaryRaster whole = new ProcessSampler(channels, RandomStream.of(9)).record(500);
        ProcessSampler pieces = new ProcessSampler(channels, RandomStream.of(9));
        pieces.skip(123);
        assertThat(pieces.record(377).words()).isEqualTo(whole.slice(123, 500).words());
        assertThat(pieces.state()).containsExactly(whole.words()[499]);
        assertThat(new ProcessSampler(channels, RandomStream.of(10)).record(500).words())
                .isNotEqualTo(whole.words());
    }

    /// Without errors the state is passed around a ring of 70 units, across the border of words.
    @Test
    void largeNetworksAreSimulatedToo() {
        ProcessSampler sampler = new ProcessSampler(new Channels(70, 0), RandomStream.of(1));
        sampler.startFrom(new long[] {1, 0});
        BinaryRaster raster = sampler.record(141);
        for (int t = 0; t < raster.steps(); t++) {
            assertThat(raster.spikesAt(t)).isEqualTo(1);
            assertThat(raster.get(t, t % 70)).isTrue();
        }
    }

    /// A probability of 2⁻³⁴ is finer than one word; in 2²⁰ · 16 draws it is expected once in a
    /// thousand runs.
    @Test
    void rareEventsAreNotRoundedUp() {
        FactorisedMarkovProcess rare = new FactorisedMarkovProcess() {
            @Override
            public int units() {
                return 16;
            }

            @Override
            public void firingProbabilities(long[] state, double[] probability) {
                Arrays.fill(probability, 0x1p-34);
            }
        };
        ProcessSampler sampler = new ProcessSampler(rare, RandomStream.of(1));
        sampler.startAnywhere();
        assertThat(Long.bitCount(sampler.state()[0])).isBetween(1, 15);
        sampler.step();
        for (long word : sampler.record(1 << 20).words()) {
            assertThat(word).isZero();
        }
    }

    @Test
    void aStartWithStrayBitsIsRefused() {
        ProcessSampler sampler = new ProcessSampler(SMALL, RandomStream.of(1));
        assertThatThrownBy(() -> sampler.startFrom(new long[] {8})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sampler.startFrom(new long[2])).isInstanceOf(IllegalArgumentException.class);
    }

    /// A ring without errors is passed on by one unit.
    @Test
    void pairsAreSuccessiveStatesOfManyStarts() {
        Channels ring = new Channels(70, 0);
        Transitions pairs = Transitions.sample(ring, 45, 7, RandomStream.of(2));
        assertThat(pairs.pairs()).isEqualTo(45);
        for (int k = 0; k < 45; k++) {
            for (int i = 0; i < 70; i++) {
                assertThat(pairs.to().get(k, (i + 1) % 70))
                        .isEqualTo(pairs.from().get(k, i));
            }
        }
        // Each of the 45 · 70 bits of the starts is fair: five standard deviations around one half.
        long spikes = Arrays.stream(pairs.from().spikeCounts()).sum();
        assertThat(spikes).isBetween(1575L - 140, 1575L + 140);
        assertThatThrownBy(() -> Transitions.sample(ring, 1, 7, RandomStream.of(2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two pairs");
        assertThatThrownBy(() -> new Transitions(new BinaryRaster(3, 2), new BinaryRaster(4, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("as many of both");
    }
}
