package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

final class SoftmaxLossTest {
    /// softmax(log 1, log 2, log 5) = (1, 2, 5) / 8.
    @Test
    void isTheNegativeLogarithmOfTheProbabilityOfTheLabel() {
        float[] outputs = {0, (float) Math.log(2), (float) Math.log(5), 100, 100, 100};
        SoftmaxLoss loss = SoftmaxLoss.of(outputs, new int[] {2, 0});
        assertThat(loss.value()).isCloseTo((Math.log(8.0 / 5) + Math.log(3)) / 2, within(1e-7));
        float[] expected = {1 / 16f, 2 / 16f, -3 / 16f, -1 / 3f, 1 / 6f, 1 / 6f};
        for (int i = 0; i < 6; i++) {
            assertThat(loss.gradient()[i]).isCloseTo(expected[i], within(1e-7f));
        }
        assertThat(loss.correct()).as("a tie is not correct").isEqualTo(1);
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        SoftmaxLoss loss = SoftmaxLoss.of(new float[] {3e38f, -3e38f}, new int[] {1});
        assertThat(loss.value()).isCloseTo(6e38, within(1e33));
        assertThat(loss.gradient()).containsExactly(1, -1);
    }

    @Test
    void aLabelThatIsNoClassIsNamed() {
        assertThatThrownBy(() -> SoftmaxLoss.of(new float[6], new int[] {0, 3}))
                .isInstanceOf(InputException.class)
                .hasMessage("label 3 of sample 2: the network tells only 3 classes, from 0 to 2");
        assertThatThrownBy(() -> SoftmaxLoss.of(new float[6], new int[] {-1, 0}))
                .isInstanceOf(InputException.class);
    }
}
