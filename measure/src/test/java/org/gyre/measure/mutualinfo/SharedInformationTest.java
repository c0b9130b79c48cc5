package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class SharedInformationTest {
    private static final DiscreteInformation COUNTED = new DiscreteInformation(DiscreteEntropy.PLUG_IN);
    private static final double LN_2 = Math.log(2);

    /// n fair bits with even parity, every state once.
    private static List<SymbolSeries> parity(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> SymbolSeries.of(IntStream.range(0, 1 << n)
                        .filter(state -> Integer.bitCount(state) % 2 == 0)
                        .map(state -> (state >>> i) & 1)
                        .toArray()))
                .toList();
    }

    /// Closed form: TC = n − (n − 1) = 1 bit, DTC = n − 1 bits.
    @Test
    void parityIsSynergy() {
        for (int n = 3; n <= 6; n++) {
            SharedInformation shared = SharedInformation.of(parity(n), COUNTED);
            assertThat(shared.totalCorrelation()).isEqualTo(LN_2, within(1e-12));
            assertThat(shared.dualTotalCorrelation()).isEqualTo((n - 1) * LN_2, within(1e-12));
            assertThat(shared.oInformation()).isEqualTo((2 - n) * LN_2, within(1e-12));
            assertThat(Arrays.stream(shared.local()).average().orElseThrow()).isEqualTo((2 - n) * LN_2, within(1e-12));
        }
    }

    /// Closed form: TC = (n − 1) bits, DTC = 1 bit.
    @Test
    void copiesAreRedundancy() {
        SymbolSeries bit = SymbolSeries.of(new int[] {0, 1, 1, 0});
        SharedInformation shared = SharedInformation.of(List.of(bit, bit, bit, bit), COUNTED);
        assertThat(shared.totalCorrelation()).isEqualTo(3 * LN_2, within(1e-12));
        assertThat(shared.dualTotalCorrelation()).isEqualTo(LN_2, within(1e-12));
        assertThat(shared.estimate().nats()).isEqualTo(2 * LN_2, within(1e-12));
    }

    /// Ω = (n − 2) H(X) + Σ_i [H(X_i) − H(X_−i)] by entropies, on uneven data.
    @Test
    void theChainIsTheDefinitionByEntropies() {
        int[][] columns = {
            {0, 0, 1, 2, 1, 0, 2, 2, 1, 0, 1},
            {1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0},
            {0, 1, 1, 2, 2, 0, 2, 1, 1, 0, 1},
            {1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1}
        };
        List<SymbolSeries> variables =
                Arrays.stream(columns).map(column -> SymbolSeries.of(column)).toList();
        double omega = 2 * entropy(variables);
        for (int i = 0; i < 4; i++) {
            int left = i;
            omega += entropy(List.of(variables.get(i)))
                    - entropy(IntStream.range(0, 4)
                            .filter(j -> j != left)
                            .mapToObj(variables::get)
                            .toList());
        }
        assertThat(SharedInformation.of(variables, COUNTED).oInformation()).isEqualTo(omega, within(1e-12));
    }

    private static double entropy(List<SymbolSeries> variables) {
        SymbolSeries all = variables.getFirst();
        for (SymbolSeries variable : variables.subList(1, variables.size())) {
            all = all.joined(variable);
        }
        return DiscreteEntropy.PLUG_IN.nats(all.counts());
    }

    @Test
    void twoVariablesHaveNoThirdToShareWith() {
        assertThatThrownBy(() -> SharedInformation.of(parity(2), COUNTED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least three variables, not 2");
    }
}
