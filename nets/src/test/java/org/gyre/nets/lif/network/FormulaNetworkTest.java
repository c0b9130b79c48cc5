package org.gyre.nets.lif.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.nets.lif.GoldenNet;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaNetworkTest {
    static List<GoldenNet.Expected> table() {
        return GoldenNet.table();
    }

    static List<GoldenNet.Expected> triangles() {
        return GoldenNet.triangles();
    }

    @Test
    void theTableHoldsEveryModeWithEverySurrogate() {
        assertThat(table()).hasSize(GoldenNet.MODES.size() * GoldenNet.SURROGATES.size());
    }

    @Test
    void thePublishedUnitGivesTheLossOfTheGoldenNet() {
        // 508 input spikes and a loss of .22897804543767805, by two independent programs in double precision.
        double spikes = Arrays.stream(GoldenNet.input())
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .sum();
        assertThat(spikes).isEqualTo(508);
        double loss = GoldenNet.network(LifSemantics.GERUM_2021, new Surrogate.Flat())
                .of(GoldenNet.input(), GoldenNet.labels())
                .loss();
        assertThat(loss).isCloseTo(0.22897804543767805, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("table")
    void gradientsAreThoseOfAutomaticDifferentiation(GoldenNet.Expected expected) {
        compare(expected, expected.function());
    }

    /// The triangle by its three points, beside what PyTorch makes of the triangle.
    @ParameterizedTest
    @MethodSource("triangles")
    void aTableOfPointsIsWhatItsPointsSay(GoldenNet.Expected expected) {
        compare(expected, GoldenNet.TRIANGLE);
    }

    private static void compare(GoldenNet.Expected expected, Surrogate surrogate) {
        FormulaNetwork.Result result =
                GoldenNet.network(expected.semantics(), surrogate).of(GoldenNet.input(), GoldenNet.labels());
        double[] numbers = expected.numbers();
        assertThat(result.loss()).isCloseTo(numbers[0], within(1e-12));
        FormulaNetwork.Gradient hidden = result.layers().getFirst();
        FormulaNetwork.Gradient output = result.layers().getLast();
        double[][] gradients = {
            flat(hidden.weights()), hidden.biases(), hidden.leaks(), flat(output.weights()), output.biases()
        };
        for (int i = 0; i < gradients.length; i++) {
            double scale = numbers[2 + 2 * i];
            assertThat(GoldenNet.norm(gradients[i])).isCloseTo(scale, within(1e-9 * scale));
            assertThat(GoldenNet.cosineSum(gradients[i])).isCloseTo(numbers[3 + 2 * i], within(1e-9 * scale));
        }
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
