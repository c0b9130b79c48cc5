package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightsTest {
    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// Algorithm 1 of Kingma & Ba, by loops.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 0.9})
    void theyFollowAdaptiveMoments(double beta1) {
        double beta2 = 0.9;
        double epsilon = 1e-3;
        double rate = 0.05;
        double share = 0.8;
        int count = 7;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Weights weights = new Weights(Precision.DOUBLE)) {
            assertThat(scope).isNotNull();
            assertThat(guard).isNotNull();
            weights.declare("first", new Initial.Constant(3), 2);
            int number = weights.declare("second", new Initial.Normal(1), count);
            weights.draw(RandomStream.of(1));
            double[] w = weights.array("second");
            double[] average = w.clone();
            double[] m = new double[count];
            double[] v = new double[count];
            for (int t = 1; t <= 12; t++) {
                double[] g = Differences.normal("gradient " + t, count);
                weights.gradient(number).add_(Precision.DOUBLE.tensor(g, count));
                weights.follow(new Moments(beta1, beta2, epsilon), rate, share);
                for (int i = 0; i < count; i++) {
                    m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                    v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                    double mean = m[i] / (1 - Math.pow(beta1, t));
                    double square = v[i] / (1 - Math.pow(beta2, t));
                    w[i] -= rate * mean / (Math.sqrt(square) + epsilon);
                    average[i] = share * average[i] + (1 - share) * w[i];
                }
                assertThat(weights.array("second")).containsExactly(w, within(1e-13));
                // A weight without a gradient stays.
                assertThat(weights.array("first")).containsExactly(3, 3);
                assertThat(Precision.DOUBLE.array(weights.gradient())).containsOnly(0.0);
            }
            double[] state = weights.state();
            int all = count + 2;
            assertThat(Arrays.copyOfRange(state, all + 2, 2 * all)).containsExactly(average, within(1e-13));
            assertThat(weights.updates()).isEqualTo(12);
        }
    }

    @Test
    void whatTheyStartWithDependsOnTheirNameAlone() {
        try (Weights few = new Weights(Precision.SINGLE);
                Weights many = new Weights(Precision.SINGLE)) {
            few.declare("b", new Initial.Normal(2), 3, 4);
            many.declare("a", Initial.dense(9), 50);
            many.declare("b", new Initial.Normal(2), 3, 4);
            few.draw(RandomStream.of(1));
            many.draw(RandomStream.of(1));
            assertThat(many.array("b")).containsExactly(few.array("b"));
            assertThat(many.names()).containsExactly("a", "b");
            assertThat(Arrays.stream(many.array("a")).map(Math::abs).max().orElseThrow())
                    .isBetween(0.25, 1.0 / 3);
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsSeen() {
        try (Weights weights = new Weights(Precision.SINGLE)) {
            weights.declare("a", new Initial.Constant(1), 2);
            weights.draw(RandomStream.of(1));
            assertThat(weights.finite()).isTrue();
            weights.set("a", new double[] {1, Double.NaN});
            assertThat(weights.finite()).isFalse();
            weights.set("a", new double[] {Double.NEGATIVE_INFINITY, 0});
            assertThat(weights.finite()).isFalse();
        }
    }

    @Test
    void tooManyNumbersAreRefusedByName() {
        try (Weights weights = new Weights(Precision.SINGLE)) {
            assertThatThrownBy(() -> weights.declare("huge", new Initial.Constant(1), 1 << 16, 1 << 16))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("huge: 4.29e+09 numbers");
            assertThatThrownBy(() -> weights.array("none")).hasMessageContaining("no weights none");
        }
    }
}
