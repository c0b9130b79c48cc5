package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactInfomaxTest {
    private static double[] sines() {
        double[] w = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                w[i * 3 + j] = 2 * Math.sin(1 + 3 * i + 7 * j);
            }
        }
        return w;
    }

    static double[] random(int n, double width, long seed) {
        var random = RandomStream.of(seed).split("exact").generator();
        double[] w = new double[n * n];
        for (int i = 0; i < w.length; i++) {
            w[i] = width * (2 * random.nextDouble() - 1);
        }
        return w;
    }

    /// Values of an independent prototype (N = 3, p_max .95, p̄ .05), confirmed by a second enumeration
    /// in NumPy.
    @Test
    void theReferenceNetworkHasItsKnownInformationAndThresholds() {
        ExactInfomax exact = ExactInfomax.atTargetRates(InfomaxParameters.uniform(3, 0.95, 0.05), sines());
        assertThat(exact.gaussian().nats()).isEqualTo(0.0604447866, within(1e-9));
        assertThat(exact.shannonInformation()).isEqualTo(0.0395432770, within(1e-9));
        assertThat(exact.network().thresholds())
                .containsExactly(new double[] {3.13647492, 3.01265646, 3.13680834}, within(1e-8));
        assertThat(exact.chain().residual()).isLessThan(1e-14);
    }

    static Stream<Arguments> networks() {
        Stream.Builder<Arguments> networks = Stream.builder();
        long seed = 0;
        for (int n : new int[] {3, 4}) {
            for (double pMax : new double[] {0.5, 0.95, 1}) {
                for (double rate : new double[] {0.05, 0.2}) {
                    for (double width : new double[] {0.5, 5}) {
                        networks.add(Arguments.of(n, pMax, rate, width, ++seed));
                    }
                }
            }
        }
        return networks.build();
    }

    /// Acceptance row R2 over its whole range: 24 random networks of 3 and 4 units with |W| up to 0.5
    /// and up to 5. The exact gradients against five-point central differences (error of fourth order),
    /// thresholds solved again at every displaced point. Row R2 asks for 1e-6; rounding leaves some
    /// 1e-10.
    @ParameterizedTest
    @MethodSource("networks")
    void exactGradientsEqualFiniteDifferences(int n, double pMax, double rate, double width, long seed) {
        InfomaxParameters parameters = InfomaxParameters.uniform(n, pMax, rate);
        double[] w = random(n, width, seed);
        ExactInfomax exact = ExactInfomax.atTargetRates(parameters, w);
        double[] h = exact.network().thresholds();
        double[] gaussianDifference = new double[n * n];
        double[] shannonDifference = new double[n * n];
        double delta = 1e-3;
        double[] stencil = {1.0 / 12, -2.0 / 3, 2.0 / 3, -1.0 / 12};
        int[] offsets = {-2, -1, 1, 2};
        for (int k = 0; k < n * n; k++) {
            for (int s = 0; s < 4; s++) {
                double[] moved = w.clone();
                moved[k] += offsets[s] * delta;
                ExactInfomax there = ExactInfomax.atTargetRates(parameters, moved, h);
                gaussianDifference[k] += stencil[s] * there.gaussian().nats() / delta;
                shannonDifference[k] += stencil[s] * there.shannonInformation() / delta;
            }
        }
        assertThat(relativeError(exact.gaussianGradient(), gaussianDifference)).isLessThan(1e-8);
        assertThat(relativeError(exact.shannonGradient(), shannonDifference)).isLessThan(1e-8);
    }

    /// Weights of the size that training reaches: the iteration from unconnected units loses its way on
    /// some of these twenty networks, growing weights lead it there. By definition the rates are the
    /// targets.
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.4})
    void thresholdsAreFoundForStrongWeights(double rate) {
        for (long seed = 1; seed <= 10; seed++) {
            InfomaxParameters parameters = InfomaxParameters.uniform(6, 0.95, rate);
            ExactInfomax exact = ExactInfomax.atTargetRates(parameters, random(6, 50, seed));
            assertThat(exact.chain().rates()).as("seed %d", seed).containsExactly(parameters.rates(), within(1e-9));
        }
    }

    /// Eight units at rate 0.002: most states have probabilities far below the rounding error of one. A
    /// central difference along the gradient has its squared length as slope.
    @Test
    void theShannonGradientIsRightWhereMostStatesAreRare() {
        InfomaxParameters parameters = InfomaxParameters.uniform(8, 0.95, 0.002);
        double[] w = random(8, 3, 21);
        ExactInfomax exact = ExactInfomax.atTargetRates(parameters, w);
        double[] gradient = exact.shannonGradient();
        double square = 0;
        for (double value : gradient) {
            square += value * value;
        }
        double[] ends = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] moved = w.clone();
            for (int k = 0; k < moved.length; k++) {
                moved[k] += (2 * side - 1) * 1e-2 * gradient[k] / Math.sqrt(square);
            }
            ends[side] = ExactInfomax.atTargetRates(
                            parameters, moved, exact.network().thresholds())
                    .shannonInformation();
        }
        assertThat((ends[1] - ends[0]) / 2e-2 / Math.sqrt(square)).isEqualTo(1, within(1e-4));
    }

    static double relativeError(double[] actual, double[] expected) {
        double error = 0;
        double norm = 0;
        for (int i = 0; i < actual.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(error / norm);
    }

    @Test
    void aNetworkThatIsTooLargeIsRefusedInOneSentence() {
        assertThatThrownBy(() -> ExactInfomax.atTargetRates(InfomaxParameters.uniform(13, 0.5, 0.1), new double[169]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("13 units")
                .hasMessageContaining("limit is 12");
    }

    /// Σ W_ij (x_j − p̄_j) and Σ W_ij x_j differ by a constant, which the thresholds absorb: h' − h = Σ_j
    /// W_ij p̄_j. The stationary law, and with it the information and its gradient at constant rates, is
    /// the same.
    @Test
    void aPlainDriveChangesTheThresholdsAndNothingElse() {
        InfomaxParameters centred = InfomaxParameters.uniform(3, 0.95, 0.2);
        double[] w = random(3, 2, 21);
        ExactInfomax one = ExactInfomax.atTargetRates(centred, w);
        ExactInfomax other = ExactInfomax.atTargetRates(centred.withCentredDrive(false), w);
        double[] shifted = one.network().thresholds();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                shifted[i] += w[i * 3 + j] * 0.2;
            }
        }
        assertThat(other.network().thresholds()).containsExactly(shifted, within(1e-9));
        assertThat(other.shannonInformation()).isEqualTo(one.shannonInformation(), within(1e-12));
        assertThat(other.gaussianGradient()).containsExactly(one.gaussianGradient(), within(1e-10));
    }
}
