package org.gyre.measure.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

/// Expected numbers are those of NumPy 2.4 (`linalg.solve` and `linalg.svd`) on the same data.
final class DecodingTest {
    private static int label(int i) {
        return (int) Math.floor((Math.sin(1.7 * i) + 1) * 1.4999);
    }

    private static double[] rows(int from, int to) {
        double[] rows = new double[4 * (to - from)];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < 4; k++) {
                double value = Math.sin(1.7 * i * (k + 1) + .3 * k) * (k + 1) + 5 * k;
                rows[4 * (i - from) + k] = k == 2 ? value + .8 * label(i) : value;
            }
        }
        return rows;
    }

    private static int[] labels(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .map(DecodingTest::label)
                .toArray();
    }

    @Test
    void theProbeIsTheRidgeRegressionOfNumPy() {
        LinearProbe probe = LinearProbe.fit(4, rows(0, 60), labels(0, 60), 3, LinearProbe.USUAL_RIDGE);
        double[] outputs = probe.outputs(rows(100, 140));
        assertThat(Arrays.copyOf(outputs, 3))
                .containsExactly(
                        new double[] {-0.08732880609432053, 0.44953249761617986, 0.6278953183791304}, within(1e-12));
        assertThat(Arrays.copyOfRange(outputs, 51, 54))
                .containsExactly(
                        new double[] {0.8952365106764548, 0.08629676271968775, 0.008565736504847543}, within(1e-12));
        LinearProbe.Score score = probe.score(rows(100, 140), labels(100, 140));
        assertThat(score.accuracy()).isCloseTo(.95, within(1e-15));
        assertThat(score.standardError()).isCloseTo(Math.sqrt(.95 * .05 / 40), within(1e-15));
        assertThat(score.predicted())
                .containsExactly(
                        2, 2, 0, 0, 2, 2, 0, 0, 2, 1, 0, 1, 2, 0, 0, 2, 2, 0, 0, 2, 2, 0, 1, 2, 1, 0, 2, 2, 0, 0, 2, 2,
                        0, 1, 2, 1, 0, 2, 2, 0);
        assertThat(probe.score(rows(0, 60), labels(0, 60)).accuracy()).isCloseTo(0.9166666666666666, within(1e-15));
    }

    @Test
    void aUnitWithoutVarianceChangesNothing() {
        double[] with = new double[300];
        double[] test = new double[200];
        for (int i = 0; i < 60; i++) {
            System.arraycopy(rows(0, 60), 4 * i, with, 5 * i, 4);
            with[5 * i + 4] = 1e6 / 3;
        }
        for (int i = 0; i < 40; i++) {
            System.arraycopy(rows(100, 140), 4 * i, test, 5 * i, 4);
            test[5 * i + 4] = i;
        }
        double[] expected =
                LinearProbe.fit(4, rows(0, 60), labels(0, 60), 3, .1).outputs(rows(100, 140));
        assertThat(LinearProbe.fit(5, with, labels(0, 60), 3, .1).outputs(test))
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void activityWithoutAnyVarianceGivesTheMostFrequentClass() {
        int[] labels = {0, 2, 2, 1, 2};
        LinearProbe.Score score =
                LinearProbe.fit(2, new double[10], labels, 4, .01).score(new double[10], labels);
        assertThat(score.predicted()).containsOnly(2);
        assertThat(score.accuracy()).isCloseTo(.6, within(1e-15));
    }

    @Test
    void scaleAndOriginOfAUnitDoNotMatter() {
        double[] moved = rows(0, 60);
        double[] test = rows(100, 140);
        for (double[] set : new double[][] {moved, test}) {
            for (int i = 1; i < set.length; i += 4) {
                set[i] = 1e-9 * set[i] - 3e-8;
            }
        }
        double[] expected =
                LinearProbe.fit(4, rows(0, 60), labels(0, 60), 3, .01).outputs(rows(100, 140));
        assertThat(LinearProbe.fit(4, moved, labels(0, 60), 3, .01).outputs(test))
                .containsExactly(expected, within(1e-11));
    }

    @Test
    void aBadProbeIsRefused() {
        int[] labels = labels(0, 60);
        assertThatThrownBy(() -> LinearProbe.fit(4, rows(0, 59), labels, 3, .01))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LinearProbe.fit(4, rows(0, 60), labels, 2, .01))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be 0 to 1");
        assertThatThrownBy(() -> LinearProbe.fit(4, rows(0, 60), labels, 3, 0)).isInstanceOf(InputException.class);
        double[] bad = rows(0, 60);
        bad[7] = Double.NaN;
        assertThatThrownBy(() -> LinearProbe.fit(4, bad, labels, 3, .01))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1, column 3");
        LinearProbe probe = LinearProbe.fit(4, rows(0, 60), labels, 3, .01);
        assertThatThrownBy(() -> probe.predict(new double[7])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LinearProbe.fit(1, new double[] {1}, new int[] {0}, 2, .01))
                .isInstanceOf(InputException.class);
    }

    @Test
    void principalComponentsAreTheSingularVectorsOfNumPy() {
        PrincipalComponents found = PrincipalComponents.fit(4, rows(0, 60), 2);
        assertThat(found.variances())
                .containsExactly(new double[] {8.205400809454197, 5.551181396794283}, within(1e-12));
        assertThat(found.components())
                .containsExactly(
                        new double[] {
                            0.0019458542295727112,
                            0.000282833523377088,
                            -0.01618820138445503,
                            0.9998670290555898,
                            0.10304063395221295,
                            0.011617974715472797,
                            0.9944822418234043,
                            0.015897204664102143
                        },
                        within(1e-12));
        assertThat(found.reconstructionError(rows(100, 140))).isCloseTo(0.6423895003422178, within(1e-12));
        assertThat(found.explained()).isCloseTo(0.845908897846389, within(1e-13));
    }

    @Test
    void allComponentsLoseNothing() {
        PrincipalComponents all = PrincipalComponents.fit(4, rows(0, 60), 4);
        assertThat(all.reconstructionError(rows(100, 140))).isLessThan(1e-25);
        assertThat(all.explained()).isCloseTo(1, within(1e-14));
        double[] code = all.project(rows(0, 60));
        // The code of the fitted data is uncorrelated with the variances on its diagonal.
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                for (int r = 0; r < 60; r++) {
                    sum += code[4 * r + i] * code[4 * r + j] / 59;
                }
                assertThat(sum).isCloseTo(i == j ? all.variances()[i] : 0, within(1e-12));
            }
        }
    }

    @Test
    void fewerRowsThanColumnsStillHaveComponents() {
        double[] rows = {1, 2, 3, 4, 5, 3, 2, 1, 0, -1};
        PrincipalComponents found = PrincipalComponents.fit(5, rows, 3);
        assertThat(found.reconstructionError(rows)).isLessThan(1e-25);
        assertThat(found.variances()[1]).isBetween(0.0, 1e-12);
    }

    @Test
    void badDataHaveNoComponents() {
        assertThatThrownBy(() -> PrincipalComponents.fit(2, new double[] {1, 2, 1, 2}, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("rows must differ");
        assertThatThrownBy(() -> PrincipalComponents.fit(2, new double[] {1, 2, 3, 4}, 3))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PrincipalComponents.fit(2, new double[] {1, 2}, 1))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PrincipalComponents.fit(2, new double[] {1, 2, 3, Double.NaN}, 1))
                .isInstanceOf(InputException.class);
    }
}
