package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.data.image.GreyImage;
import org.gyre.data.stimulus.DeadLeaves.Levels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLeavesTest {
    private static final double MIN = 2;
    private static final double MAX = 16;

    /// The covariance of grey levels is their variance, 1/12, times the probability G(x) / (2 G(0) − G(x)) that one
    /// leaf shows at both points (Matheron 1968), averaged over the 2 × 2 points of either pixel.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6, 12, 24, 40})
    void covarianceIsThatOfTheModel(int lag) {
        int images = 30;
        int size = 128;
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < images; n++) {
            GreyImage image = new DeadLeaves(size, MIN, MAX, Levels.UNIFORM)
                    .draw(RandomStream.of(3).split(n));
            double covariance = 0;
            for (int y = 0; y + lag < size; y++) {
                for (int x = 0; x + lag < size; x++) {
                    double here = image.get(y, x) - 0.5;
                    covariance += here * (image.get(y, x + lag) + image.get(y + lag, x) - 1) / 2;
                }
            }
            covariance /= (size - lag) * (size - lag);
            sum += covariance;
            squares += covariance * covariance;
        }
        double mean = sum / images;
        double error = Math.sqrt((squares / images - mean * mean) / (images - 1));
        double expected = 0;
        double[] weight = {0.25, 0.5, 0.25};
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                expected += weight[i + 1] * weight[j + 1] * sameLeaf(Math.hypot(lag + i / 2.0, j / 2.0)) / 12;
            }
        }
        // Student's t of 29 degrees exceeds 6.2 with probability 1e-6.
        assertThat((mean - expected) / error).isBetween(-6.2, 6.2);
        assertThat(error).isLessThan(0.002);
    }

    /// Patches as small as their largest leaves, as a network learns from: variance and covariances over independent
    /// patches are those of the model too, though no patch shows a whole leaf.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 15})
    void smallPatchesAreWindowsOfTheSameModel(int lag) {
        int count = 4000;
        float[] rows = new DeadLeaves(16, MIN, MAX, Levels.UNIFORM).rows(100, count, RandomStream.of(7));
        double[] covariances = new double[count];
        for (int n = 0; n < count; n++) {
            for (int y = 0; y < 16; y++) {
                for (int x = 0; x + lag < 16; x++) {
                    int at = n * 256 + y * 16 + x;
                    covariances[n] += (rows[at] - 0.5) * (rows[at + lag] - 0.5) / (16 * (16 - lag));
                }
            }
        }
        double expected = 0;
        double[] weight = {0.25, 0.5, 0.25};
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                expected += weight[i + 1] * weight[j + 1] * sameLeaf(Math.hypot(lag + i / 2.0, j / 2.0)) / 12;
            }
        }
        double error = Descriptive.standardError(covariances);
        assertThat((Descriptive.mean(covariances) - expected) / error).isBetween(-5.0, 5.0);
        assertThat(error).isLessThan(0.001);
    }

    @Test
    void rowsArePicturesOfTheChildrenOfTheStream() {
        DeadLeaves model = new DeadLeaves(16, 1, 16, Levels.LOG_UNIFORM);
        float[] rows = model.rows(5, 3, RandomStream.of(1));
        assertThat(Arrays.copyOfRange(rows, 512, 768))
                .containsExactly(model.draw(RandomStream.of(1).split(7)).pixels());
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.rows(0, 0, RandomStream.of(1)))
                .withMessage("dead leaves: 0 pictures of 16 x 16 pixels from number 0: must be 1 to 8388607 pictures"
                        + " from number 0 or later");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> model.rows(-1, 1, RandomStream.of(1)));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> model.rows(0, 10_000_000, RandomStream.of(1)));
    }

    @Test
    void theClosedFormIsRightAtItsEnds() {
        assertThat(sameLeaf(0)).isCloseTo(1, within(1e-12));
        assertThat(sameLeaf(2 * MAX)).isEqualTo(0);
    }

    @Test
    void logUniformLevelsAreSpreadOverTwoDecades() {
        GreyImage image = new DeadLeaves(64, 1, 8, Levels.LOG_UNIFORM).draw(RandomStream.of(5));
        float least = 1;
        float largest = 0;
        for (float pixel : image.pixels()) {
            least = Math.min(least, pixel);
            largest = Math.max(largest, pixel);
        }
        assertThat(least).isBetween(0.01f, 0.03f);
        assertThat(largest).isBetween(0.5f, 1f);
    }

    @Test
    void theStreamDeterminesThePicture() {
        DeadLeaves model = new DeadLeaves(32, 1, 8, Levels.UNIFORM);
        float[] picture = model.draw(RandomStream.of(1)).pixels();
        assertThat(model.draw(RandomStream.of(1)).pixels()).containsExactly(picture);
        assertThat(model.draw(RandomStream.of(2)).pixels()).isNotEqualTo(picture);
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeadLeaves(0, 1, 8, Levels.UNIFORM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeadLeaves(32, 8, 8, Levels.UNIFORM))
                .withMessageContaining("8.0 to 8.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new DeadLeaves(32, 1, 33, Levels.UNIFORM));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeadLeaves(32, 0.1, 8, Levels.UNIFORM));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeadLeaves(32, Double.NaN, 8, Levels.UNIFORM));
    }

    private static double sameLeaf(double x) {
        double overlap = meanOverlap(x);
        return overlap / (2 * meanOverlap(0) - overlap);
    }

    /// ∫ r⁻³ γ_r(x) dr by the midpoint rule, γ_r(x) = 2r² acos(x/2r) − (x/2) √(4r² − x²) being the
    /// overlap of two disks. Both ends of the ratio share the normalisation of r⁻³.
    private static double meanOverlap(double x) {
        double from = Math.max(MIN, x / 2);
        int n = 20_000;
        double sum = 0;
        for (int i = 0; i < n && from < MAX; i++) {
            double r = from + (MAX - from) * (i + 0.5) / n;
            double area =
                    2 * r * r * Math.acos(Math.min(1, x / (2 * r))) - x / 2 * Math.sqrt(Math.max(0, 4 * r * r - x * x));
            sum += area / (r * r * r) * (MAX - from) / n;
        }
        return sum;
    }
}
