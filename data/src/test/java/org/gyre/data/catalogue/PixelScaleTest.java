package org.gyre.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class PixelScaleTest {
    private static LabelledImages images(int... levels) {
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[i] = (byte) levels[i];
        }
        return new LabelledImages(1, 1, 1, 255, pixels, new byte[levels.length]);
    }

    /// Mean 5 and variance (25 + 1 + 1 + 25) / 4 = 13 by hand.
    @Test
    void meanAndDeviationAreThoseOfAllPixels() {
        PixelScale scale = PixelScale.of(images(0, 4, 6, 10));
        assertThat(scale.mean()).isEqualTo(5);
        assertThat(scale.deviation()).isEqualTo(Math.sqrt(13));
        assertThat(scale.rows(images(10, 5, 200)))
                .containsExactly((float) (5 / Math.sqrt(13)), 0, (float) (195 / Math.sqrt(13)));
    }

    @Test
    void theTrainingRowsHaveMeanZeroAndVarianceOne() {
        int[] levels = new int[5000];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i * i % 256;
        }
        LabelledImages images = images(levels);
        double sum = 0;
        double squares = 0;
        for (float value : PixelScale.of(images).rows(images)) {
            sum += value;
            squares += (double) value * value;
        }
        // float32 rounds each of the values, at most about 2, by 1.2e-7 at most.
        assertThat(sum / levels.length).isCloseTo(0, within(1.2e-7));
        assertThat(squares / levels.length).isCloseTo(1, within(5e-7));
    }

    @Test
    void pixelsThatAreAllTheSameHaveNoScale() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> PixelScale.of(images(7, 7, 7)))
                .withMessageContaining("all pixels of the 3 training images are the same");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> PixelScale.of(images()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PixelScale(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PixelScale(Double.NaN, 1));
    }
}
