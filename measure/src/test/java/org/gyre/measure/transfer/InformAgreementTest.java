package org.gyre.measure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.Unit;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

/// The numbers in the documentation of rinform 1.0.2, the R interface of the library Inform (examples of
/// `active_info`, `transfer_entropy`, `entropy_rate`, `predictive_info`, `excess_entropy`), in bits.
final class InformAgreementTest {
    private static final int[] XS = {0, 0, 1, 1, 1, 1, 0, 0, 0};
    private static final int[] YS = {0, 1, 1, 1, 1, 0, 0, 0, 1};
    private static final DiscreteEntropy PLUG_IN = DiscreteEntropy.PLUG_IN;
    private static final DiscreteInformation COUNTED = new DiscreteInformation(PLUG_IN);

    private static double[] bits(double[] nats) {
        return Arrays.stream(nats).map(Unit.BITS::fromNats).toArray();
    }

    @Test
    void activeStorageIsThatOfInform() {
        SymbolSeries one = SymbolSeries.of(XS);
        assertThat(new ActiveStorage(2).estimate(one, COUNTED).in(Unit.BITS)).isEqualTo(0.3059585, within(1e-7));
        assertThat(bits(new ActiveStorage(2).relation(one, COUNTED).local()))
                .containsExactly(
                        new double[] {-0.1926451, 0.8073549, 0.2223924, 0.2223924, -0.3625701, 1.222392, 0.2223924},
                        within(1e-6));
        SymbolSeries two = SymbolSeries.of(XS, new int[] {1, 0, 0, 1, 0, 0, 1, 0, 0});
        assertThat(new ActiveStorage(2).estimate(two, COUNTED).in(Unit.BITS)).isEqualTo(0.359879, within(1e-6));
    }

    @Test
    void transferEntropyIsThatOfInform() {
        SymbolSeries xs = SymbolSeries.of(XS);
        SymbolSeries ys = SymbolSeries.of(YS);
        assertThat(new TransferEntropy(1, 1).estimate(ys, xs, COUNTED).in(Unit.BITS))
                .isEqualTo(0.8112781, within(1e-7));
        assertThat(new TransferEntropy(2, 1).estimate(ys, xs, COUNTED).in(Unit.BITS))
                .isEqualTo(0.6792696, within(1e-7));
        assertThat(new TransferEntropy(1, 1).estimate(xs, ys, COUNTED).in(Unit.BITS))
                .isEqualTo(0.2169172, within(1e-7));
        assertThat(new TransferEntropy(2, 1).estimate(xs, ys, COUNTED).in(Unit.BITS))
                .isEqualTo(0, within(1e-12));
        assertThat(bits(new TransferEntropy(2, 1)
                        .relation(ys, xs, List.of(), COUNTED)
                        .local()))
                .containsExactly(new double[] {1, 0, 0.5849625, 0.5849625, 1.5849625, 0, 1}, within(1e-7));
    }

    @Test
    void transferEntropyOverTwoTrialsIsThatOfInform() {
        SymbolSeries xs = SymbolSeries.of(XS, new int[] {1, 0, 0, 0, 0, 1, 1, 1, 0});
        SymbolSeries ys = SymbolSeries.of(new int[] {1, 0, 0, 0, 0, 1, 1, 1, 1}, new int[] {1, 1, 1, 1, 0, 0, 0, 1, 1});
        assertThat(new TransferEntropy(1, 1).estimate(ys, xs, COUNTED).in(Unit.BITS))
                .isEqualTo(0.8828561, within(1e-7));
        assertThat(new TransferEntropy(2, 1).estimate(ys, xs, COUNTED).in(Unit.BITS))
                .isEqualTo(0.6935361, within(1e-7));
        assertThat(new TransferEntropy(1, 1).estimate(xs, ys, COUNTED).in(Unit.BITS))
                .isEqualTo(0.1596973, within(1e-7));
        assertThat(new TransferEntropy(2, 1).estimate(xs, ys, COUNTED).in(Unit.BITS))
                .isEqualTo(0, within(1e-12));
    }

    /// The series of three symbols has its rate to the base 4: 0.1967777, half as many as bits.
    @Test
    void entropyRateIsThatOfInform() {
        assertThat(EntropyRate.of(SymbolSeries.of(XS), 2, PLUG_IN).in(Unit.BITS))
                .isEqualTo(0.6792696, within(1e-7));
        SymbolSeries two = SymbolSeries.of(XS, new int[] {1, 0, 0, 1, 0, 0, 1, 0, 0});
        assertThat(EntropyRate.of(two, 2, PLUG_IN).in(Unit.BITS)).isEqualTo(0.6253491, within(1e-7));
        SymbolSeries three = SymbolSeries.of(new int[] {0, 0, 1, 1, 1, 1, 2, 2, 2});
        assertThat(EntropyRate.of(three, 2, PLUG_IN).in(Unit.BITS)).isEqualTo(2 * 0.1967777, within(2e-7));
    }

    @Test
    void predictiveInformationAndExcessEntropyAreThoseOfInform() {
        int[] squares = {0, 0, 1, 1, 0, 0, 1, 1, 0};
        SymbolSeries one = SymbolSeries.of(squares);
        SymbolSeries two = SymbolSeries.of(squares, new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0});
        assertThat(new PredictiveInformation(1, 2).estimate(one, COUNTED).in(Unit.BITS))
                .isEqualTo(0.985228, within(1e-6));
        assertThat(new PredictiveInformation(1, 2).estimate(two, COUNTED).in(Unit.BITS))
                .isEqualTo(0.244905, within(1e-6));
        assertThat(new PredictiveInformation(2, 2).estimate(one, COUNTED).in(Unit.BITS))
                .isEqualTo(1.918296, within(1e-6));
        assertThat(new PredictiveInformation(2, 2).estimate(two, COUNTED).in(Unit.BITS))
                .isEqualTo(1.109170, within(1e-6));
    }
}
