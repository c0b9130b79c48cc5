package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FullCycleSearchTest {
    private static ThresholdMap.Table table(int n, int[] weights) {
        double[] real = Arrays.stream(weights).asDoubleStream().toArray();
        return ThresholdMap.of(BoltzmannMachine.of(n, real), Ties.STAY).table();
    }

    /// A cycle of all states, seen by the functional graph of the weights themselves, without ties.
    @ParameterizedTest
    @CsvSource({"3, 3", "4, 5", "5, 7", "5, 11", "6, 9", "6, 13"})
    void fullCyclesExistUpToSixUnits(int n, int heaviest) {
        FullCycleSearch.Found found = FullCycleSearch.of(n, heaviest)
                .search(5000, RandomStream.of(1).split("cycle"))
                .orElseThrow();
        ThresholdMap.Table table = table(n, found.weights());
        assertThat(table.ties()).isZero();
        assertThat(FunctionalGraph.of(table.next()).longestPeriod()).isEqualTo(1 << n);
        assertThat(found.period()).isEqualTo(1 << n);
        for (int i = 0; i < n; i++) {
            assertThat(Arrays.stream(found.weights(), i * n, (i + 1) * n)
                            .map(Math::abs)
                            .sum())
                    .isLessThanOrEqualTo(heaviest);
        }
    }

    /// And for seven: 128 of 128.
    @Test
    void aFullCycleOfSevenUnitsExists() {
        FullCycleSearch.Found found = FullCycleSearch.of(7, 11)
                .search(20_000, RandomStream.of(1).split("cycle"))
                .orElseThrow();
        assertThat(FunctionalGraph.of(table(7, found.weights()).next()).longestPeriod())
                .isEqualTo(128);
    }

    /// All 48 maps of three units with an 8-cycle, of the 2744 that the specification enumerates, consist of the
    /// functions that the second condition leaves: majorities of all three units. So 48 of the 512 matrices of ±1
    /// have one.
    @Test
    void allFullCyclesOfThreeUnitsConsistOfOddFunctions() {
        assertThat(FullCycleSearch.of(3, 9).functions()).isEqualTo(4);
        int full = 0;
        for (int signs = 0; signs < 512; signs++) {
            int[] weights = new int[9];
            for (int k = 0; k < 9; k++) {
                weights[k] = (signs >>> k & 1) != 0 ? 1 : -1;
            }
            if (FunctionalGraph.of(table(3, weights).next()).longestPeriod() == 8) {
                full++;
            }
        }
        assertThat(full).isEqualTo(48);
    }

    /// Four units: the 104 functions without bias, enumerated by weights up to 3, and among them those in which
    /// the condition, counted over all states, holds.
    @Test
    void theOddFunctionsOfFourUnitsAreAllThere() {
        Map<Integer, Boolean> odd = new HashMap<>();
        for (int code = 0; code < 7 * 7 * 7 * 7; code++) {
            int[] w = {code % 7 - 3, code / 7 % 7 - 3, code / 49 % 7 - 3, code / 343 - 3};
            int function = 0;
            boolean tie = false;
            int[] differ = new int[4];
            for (int s = 0; s < 16; s++) {
                int u = 0;
                for (int j = 0; j < 4; j++) {
                    u += (s >>> j & 1) != 0 ? w[j] : -w[j];
                }
                tie |= u == 0;
                function |= (u > 0 ? 1 : 0) << s;
                for (int j = 0; j < 4; j++) {
                    differ[j] += (s >>> j & 1) != 0 && u < 0 ? 1 : 0;
                }
            }
            if (!tie) {
                odd.put(function, Arrays.stream(differ).allMatch(d -> d % 2 == 1));
            }
        }
        assertThat(odd).hasSize(104);
        assertThat(FullCycleSearch.of(4, 9).functions())
                .isEqualTo((int) odd.values().stream().filter(o -> o).count() / 2);
    }

    @Test
    void theSearchIsAFunctionOfItsSeed() {
        FullCycleSearch search = FullCycleSearch.of(6, 13);
        assertThat(search.search(500, RandomStream.of(2)))
                .usingRecursiveComparison()
                .isEqualTo(search.search(500, RandomStream.of(2)));
    }

    @Test
    void eightUnitsAreTooMany() {
        assertThatThrownBy(() -> FullCycleSearch.of(8, 13))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 3 to 7");
    }
}
