package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.flux.SubsetFlux;
import org.junit.jupiter.api.Test;

class InputChannelTest {
    private static StationaryLaw law(BoltzmannMachine machine) {
        return new StationarySolver(Team.alone()).solve(machine);
    }

    /// Two units that hear nothing but one input each are binary symmetric channels of crossover σ(−g): I = 1 − h₂
    /// each.
    @Test
    void withoutRecurrenceTheImportIsThatOfTwoChannels() {
        var machine = InputChannel.attach(BoltzmannMachine.of(2, new double[4]), 2, new double[] {1, 0, 0, 1}, 1.5);
        double bits = Unit.BITS.fromNats(SubsetFlux.between(law(machine), new int[] {2, 3}, new int[] {0, 1}));
        assertThat(bits).isCloseTo(Rooks.information(2, 1.5), within(1e-12));
    }

    /// Brute force over all (x, s, x'), with π from a thousand steps of the network's own chain.
    @Test
    void theImportIsThatOfTheEnumeratedJointLaw() {
        int n = 3;
        double[] w = RandomWeights.normal(1).draw(n, RandomStream.of(5));
        double[] v = {0.3, -1.1, 0.7};
        double g = 1.3;
        double[] law = {1, 0, 0, 0, 0, 0, 0, 0};
        double[][] joint = new double[2][];
        for (int step = 0; step < 1000; step++) {
            joint = new double[2][8];
            for (int s = 0; s < 2; s++) {
                for (int x = 0; x < 8; x++) {
                    for (int y = 0; y < 8; y++) {
                        double p = law[x] / 2;
                        for (int i = 0; i < n; i++) {
                            double u = g * v[i] * (2 * s - 1);
                            for (int j = 0; j < n; j++) {
                                u += w[i * n + j] * ((x >> j & 1) != 0 ? 1 : -1);
                            }
                            p /= 1 + Math.exp((y >> i & 1) != 0 ? -u : u);
                        }
                        joint[s][y] += p;
                    }
                }
            }
            for (int y = 0; y < 8; y++) {
                law[y] = joint[0][y] + joint[1][y];
            }
        }
        double expected = 0;
        for (int s = 0; s < 2; s++) {
            for (int y = 0; y < 8; y++) {
                expected += joint[s][y] * Math.log(joint[s][y] / (0.5 * law[y]));
            }
        }
        var machine = InputChannel.attach(BoltzmannMachine.of(n, w), 1, v, g);
        assertThat(SubsetFlux.between(law(machine), new int[] {3}, new int[] {0, 1, 2}))
                .isCloseTo(expected, within(1e-10));
    }

    @Test
    void theInputIsARowOfFairCoinsInBinaryCodingAndNoiseToo() {
        var machine = InputChannel.attach(
                BoltzmannMachine.of(1, new double[] {2})
                        .withBias(new double[] {0.5})
                        .withCoding(Coding.BINARY)
                        .withNoise(1),
                1,
                new double[] {1},
                3);
        FluxReading reading = FluxReading.of(law(machine));
        assertThat(reading.rates()[1]).isCloseTo(0.5, within(1e-12));
        // What the coin was, or what the unit did, tells nothing about the next coin.
        assertThat(reading.pairInformation()[2]).isCloseTo(0, within(1e-12));
        assertThat(reading.pairInformation()[3]).isCloseTo(0, within(1e-12));
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        assertThatThrownBy(
                        () -> InputChannel.attach(BoltzmannMachine.of(2, new double[4]), 2, new double[] {1, 2, 3}, 1))
                .hasMessage("3 input weights are not 2 units x 2 inputs");
    }
}
