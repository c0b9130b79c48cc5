package org.gyre.measure.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The grid of rates, counted by hand: twenty steps for a factor of ten.
class SingleDecayTest {
    /// A hundred steps of growth from 10⁻⁴/K to 10/K, a hundred and ⌈20 log₁₀ K⌉ of decay from 10⁻⁴/K to 10.
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 7", "10, 20", "11, 21", "100, 40", "500, 54", "1000, 60", "10000, 80"})
    void thePointsOfTheGridAreCountedInWholeNumbers(int lags, int more) {
        double[] rates = SingleDecay.grid(lags);
        assertThat(rates).hasSize(101 + 101 + more).isSorted();
        assertThat(rates[0]).isCloseTo(-10.0 / lags, within(1e-12));
        assertThat(rates[100]).isCloseTo(-1e-4 / lags, within(1e-15));
        assertThat(rates[101]).isCloseTo(1e-4 / lags, within(1e-15));
        assertThat(rates[rates.length - 1]).isCloseTo(10, within(1e-12));
    }
}
