package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointTableTest {
    @Test
    void equalRowsAddUpAndEmptyOnesGo() {
        JointTable table = JointTable.of(
                new int[][] {{5, 6, 7}, {1, 1, 1}, {5, 6, 7}, {0, 0, 0}}, new double[] {0.25, 0.5, 0.25, 0});
        assertThat(table.cells()).isEqualTo(2);
        assertThat(table.probability(0)).isEqualTo(0.5);
        assertThat(table.symbol(0, 0)).isEqualTo("5");
        assertThat(table.symbol(2, 0)).isEqualTo("7");
        assertThat(table.alphabet(0)).isEqualTo(2);
        assertThat(table.samples()).isEmpty();
    }

    @Test
    void symbolsAreText() {
        JointTable table = JointTable.builder(2)
                .add(List.of("1", "left", "a"), 0.25)
                .add(List.of("01", "left", "a"), 0.25)
                .add(List.of("1", "left", "a"), 0.5)
                .build();
        assertThat(table.cells()).isEqualTo(2);
        assertThat(table.probability(0)).isEqualTo(0.75);
        assertThat(table.symbol(0, 1)).isEqualTo("01");
        assertThat(table.alphabet(1)).isEqualTo(1);
    }

    @Test
    void recordedSymbolsBecomeFrequencies() {
        SymbolSeries first = SymbolSeries.of(new int[] {0, 0, 3, 3}, new int[] {0});
        SymbolSeries second = SymbolSeries.of(new int[] {1, 1, 1, 2}, new int[] {1});
        JointTable table = JointTable.of(first, first, second);
        assertThat(table.cells()).isEqualTo(3);
        assertThat(table.probability(0)).isEqualTo(0.6);
        assertThat(table.samples()).hasValue(5);
        JointTable named = table.named(List.of(List.of("0", "3"), List.of("1", "2"), List.of("a", "b")));
        assertThat(named.symbol(2, 2)).isEqualTo("b");
        assertThat(named.symbol(1, 2)).isEqualTo("2");
    }

    /// Their ratios would be infinite.
    @Test
    void probabilitiesBeyondDivisionAreRefused() {
        JointTable.Builder table = JointTable.builder(2)
                .add(List.of("a", "a", "a"), 1e-320)
                .add(List.of("b", "b", "b"), 0.5)
                .add(List.of("a", "b", "b"), 0.5);
        assertThatThrownBy(table::build).isInstanceOf(InputException.class).hasMessageContaining("leave its row out");
        assertThatThrownBy(() -> JointTable.of(new int[][] {{0, 0, 0}, {1, 1, 1}}, new double[] {1, 1e-305}))
                .isInstanceOf(InputException.class);
    }

    /// A sum within the tolerance is made one exactly, so that atoms add up to the information.
    @Test
    void probabilitiesAddUpToOne() {
        JointTable.Builder thirds = JointTable.builder(2);
        for (String symbol : List.of("a", "b", "c")) {
            thirds.add(List.of(symbol, symbol, symbol), 0.333333);
        }
        assertThatThrownBy(thirds::build)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("add up to 0.999999, not to 1");
        assertThat(thirds.normalised().probability(2)).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(JointTable.of(new int[][] {{0, 0, 0}}, new double[] {1 - 5e-10})
                        .probability(0))
                .isEqualTo(1);
        assertThatThrownBy(() -> JointTable.of(new int[][] {{0, 0, 0}}, new double[] {1 + 2e-9}))
                .isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aProbabilityThatIsNoneIsRefused(double p) {
        assertThatThrownBy(() -> JointTable.builder(2).add(List.of("0", "0", "0"), p))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("finite and not negative");
        assertThatThrownBy(() -> JointTable.of(new int[][] {{0, 0, 0}}, new double[] {p}))
                .isInstanceOf(InputException.class);
    }

    @Test
    void nothingIsNoLaw() {
        assertThatThrownBy(() -> JointTable.builder(2).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no row");
        assertThatThrownBy(() -> JointTable.of(new int[0][], new double[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> JointTable.of(new int[][] {{0, 0, 0}}, new double[] {0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no row");
        SymbolSeries none = SymbolSeries.of(new int[0]);
        assertThatThrownBy(() -> JointTable.of(none, none, none))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no sample");
        assertThatThrownBy(() -> JointTable.builder(2)
                        .add(List.of("0", "0", "0"), 1e308)
                        .add(List.of("0", "0", "1"), 1e308)
                        .normalised())
                .isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void oneSourceAndFiveAreRefused(int sources) {
        assertThatThrownBy(() -> JointTable.builder(sources))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2, 3 or 4");
        SymbolSeries[] series = new SymbolSeries[sources];
        java.util.Arrays.fill(series, SymbolSeries.of(new int[] {1}));
        assertThatThrownBy(() -> JointTable.of(SymbolSeries.of(new int[] {1}), series))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2, 3 or 4");
    }
}
