package org.gyre.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    /// By hand: of four of class 0 three are named wrongly, two as 1 and one as 2; nothing is of class 1.
    @Test
    void theFigureHasSharesOfWrongNames() {
        ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{1, 2, 1}, {0, 0, 0}});
        assertThat(matrix.flat()).containsExactly(1, 2, 1, 0, 0, 0);
        HeatMap figure = matrix.figure("test samples");
        assertThat(figure.values()).containsExactly(0, 0.5, 0.25, 0, 0, 0);
        assertThat(figure.rows()).isEqualTo(2);
        assertThat(figure.columns()).isEqualTo(3);
        assertThat(figure.caption()).startsWith("Share of the test samples of a class");
    }

    @Test
    void whatIsNoMatrixIsRefused() {
        assertThatThrownBy(() -> new ConfusionMatrix(new long[][] {{1, 2}, {1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConfusionMatrix(new long[][] {{1, 2}, {1, 3}, {4, 5}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 classes with 2 names");
    }
}
