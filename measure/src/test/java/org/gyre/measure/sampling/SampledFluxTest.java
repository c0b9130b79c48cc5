package org.gyre.measure.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class SampledFluxTest {
    private static BinaryRaster record(FactorisedMarkovProcess process, int steps, long seed) {
        ProcessSampler sampler = new ProcessSampler(process, RandomStream.of(seed));
        sampler.startAnywhere();
        sampler.skip(1000);
        return sampler.record(steps);
    }

    /// The whole ring has its closed form; one unit alone tells nothing about itself one step later,
    /// and two neighbours pass one unit on: ln 2 − h(ε). After five steps the ring of five comes back
    /// with an error of (1 − (1 − 2ε)⁵)/2.
    @Test
    void theFluxOfPartsAndLagsOfARingIsInClosedForm() {
        Channels ring = new Channels(5, 0.1);
        BinaryRaster raster = record(ring, 200_000, 1);
        DiscreteEntropy estimator = DiscreteEntropy.MILLER_MADOW;
        Estimate all = RecordedFlux.of(raster, 1, estimator);
        assertThat(all.nats()).isEqualTo(ring.flux(), within(0.02));
        assertThat(all.standardError().orElseThrow()).isBetween(0.001, 0.01);
        assertThat(all.warnings()).isEmpty();
        assertThat(RecordedFlux.of(raster, 1, estimator, 3).nats()).isEqualTo(0, within(1e-4));
        assertThat(RecordedFlux.of(raster, 1, estimator, 3, 4).nats()).isEqualTo(ring.flux() / 5, within(0.01));
        Channels around = new Channels(1, (1 - Math.pow(0.8, 5)) / 2);
        assertThat(RecordedFlux.of(raster, 5, estimator, 2).nats()).isEqualTo(around.flux(), within(0.005));
        assertThatThrownBy(() -> RecordedFlux.of(raster, 0, estimator))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lag");
    }

    @Test
    void aShortRecordingSaysThatItsPlugInFluxIsBias() {
        BinaryRaster raster = record(new Channels(8, 0.45), 2000, 1);
        Estimate plugIn = RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN);
        assertThat(plugIn.nats()).isGreaterThan(2);
        assertThat(plugIn.warnings().getFirst()).contains("1999 samples are fewer than the 2^16 words");
    }

    /// All that is unknown is the entropy of 2⁸ equally likely states.
    @Test
    void theModelBasedFluxNeedsFewSteps() {
        Channels ring = new Channels(8, 0.2);
        BinaryRaster raster = record(ring, 10_000, 3);
        Estimate flux = ModelBasedFlux.of(ring, raster, DiscreteEntropy.MILLER_MADOW);
        // The states' frequencies scatter by √((2⁸ − 1)/2)/T = 0.001.
        assertThat(flux.nats()).isEqualTo(ring.flux(), within(0.006));
        assertThat(flux.estimator()).isEqualTo("model-based with Miller-Madow entropy");
        assertThat(flux.warnings()).isEmpty();
        assertThat(flux.parts().get(1).nats()).isEqualTo(8 * Math.log(2) - ring.flux(), within(1e-12));
        assertThat(RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN).nats()).isGreaterThan(ring.flux() + 0.5);
    }

    @Test
    void aDeterministicNetworkHasNoDivergenceAndNoNaN() {
        Channels ring = new Channels(6, 0);
        ProcessSampler sampler = new ProcessSampler(ring, RandomStream.of(1));
        sampler.startFrom(new long[] {1});
        Estimate flux = ModelBasedFlux.of(ring, sampler.record(600), DiscreteEntropy.PLUG_IN);
        assertThat(flux.nats()).isEqualTo(Math.log(6), within(1e-12));
    }

    @Test
    void aRasterOfAnotherNetworkIsNoSample() {
        assertThatThrownBy(
                        () -> ModelBasedFlux.of(new Channels(3, 0.1), new BinaryRaster(10, 4), DiscreteEntropy.PLUG_IN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// By hand for four pairs of one channel with error ε: x = 0 0 1 1, y = 0 1 1 1, p = 1 − ε or ε.
    @Test
    void fourPairsHaveTheBracketComputedByHand() {
        double e = 0.2;
        BinaryRaster from = new BinaryRaster(4, 1);
        from.set(2, 0);
        from.set(3, 0);
        BinaryRaster to = new BinaryRaster(4, 1);
        to.set(1, 0);
        to.set(2, 0);
        to.set(3, 0);
        ContrastiveBracket bracket = ContrastiveBracket.of(new Channels(1, e), new Transitions(from, to));
        double half = Math.log(0.5);
        double lower = (3 * Math.log(1 - e) + Math.log(e)) / 4 - half;
        // Without itself a pair whose y follows from its x has one such x and two others left.
        double likely = Math.log((1 - e) / ((1 - e + 2 * e) / 3));
        double unlikely = Math.log(e / ((e + 2 * (1 - e)) / 3));
        assertThat(bracket.lower().nats()).isEqualTo(lower, within(1e-14));
        assertThat(bracket.upper().orElseThrow().nats()).isEqualTo((3 * likely + unlikely) / 4, within(1e-14));
        assertThat(bracket.saturated()).isTrue();
    }

    /// 100 units: no table of states could hold them.
    @Test
    void aHundredNoisyChannelsAreBracketed() {
        Channels ring = new Channels(100, 0.38);
        Transitions pairs = Transitions.sample(ring, 2000, 20, RandomStream.of(1));
        ContrastiveBracket bracket = ContrastiveBracket.of(ring, pairs);
        double error = bracket.lower().standardError().orElseThrow();
        assertThat(error).isBetween(0.01, 0.1);
        assertThat(bracket.saturated()).isFalse();
        assertThat(bracket.lower().warnings()).isEmpty();
        assertThat(bracket.lower().nats()).isLessThan(ring.flux() + 3 * error);
        double upper = bracket.upper().map(Estimate::nats).orElseThrow();
        assertThat(upper).isGreaterThan(ring.flux() - 3 * error);
        assertThat(upper).isGreaterThan(bracket.lower().nats());
        assertThat(upper - bracket.lower().nats()).isLessThan(0.3);
    }

    /// The standard error is the scatter of repeated measurements; with 40 of them it is known to 11 %.
    @Test
    void theErrorOfTheBracketIsItsScatter() {
        Channels ring = new Channels(12, 0.25);
        int runs = 40;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int run = 0; run < runs; run++) {
            Transitions pairs = Transitions.sample(ring, 300, 50, RandomStream.of(run));
            Estimate lower = ContrastiveBracket.of(ring, pairs).lower();
            sum += lower.nats();
            squares += lower.nats() * lower.nats();
            errors += lower.standardError().orElseThrow() / runs;
        }
        double scatter = Math.sqrt((squares - sum * sum / runs) / (runs - 1));
        assertThat(errors / scatter).isBetween(0.7, 1.4);
    }

    /// Twelve channels without errors have 12 bits of flux, and 1000 pairs at most log₂ 1000 = 9.97.
    /// Most states are met once, so that nothing else explains their successors and there is no upper
    /// end.
    @Test
    void aDeterministicNetworkSaturatesTheBracketWithoutNaN() {
        Channels ring = new Channels(12, 0);
        ContrastiveBracket bracket =
                ContrastiveBracket.of(ring, Transitions.sample(ring, 1000, 10, RandomStream.of(1)));
        assertThat(bracket.saturated()).isTrue();
        assertThat(bracket.upper()).isEqualTo(Optional.empty());
        assertThat(bracket.lower().nats()).isBetween(Math.log(700), Math.log(1000));
        assertThat(bracket.lower().warnings())
                .singleElement()
                .asString()
                .startsWith("saturated")
                .contains("log2 K = 9.966");
    }

    /// A ring of three without errors: the bracket is exact but for how often each state was drawn.
    @Test
    void certainEventsCancelInTheMatrixProduct() {
        Channels ring = new Channels(3, 0);
        Transitions pairs = Transitions.sample(ring, 1000, 0, RandomStream.of(6));
        ContrastiveBracket bracket = ContrastiveBracket.of(ring, pairs);
        // The plug-in entropy of the drawn states is the lower end: p(y|x_j) is 1 for the same state,
        // else 0.
        double entropy =
                DiscreteEntropy.PLUG_IN.nats(SymbolSeries.of(pairs.from()).counts());
        assertThat(bracket.lower().nats()).isEqualTo(entropy, within(1e-8));
        assertThat(bracket.saturated()).isFalse();
    }

    @Test
    void pairsOfAnotherProcessAreRefused() {
        Transitions pairs = Transitions.sample(new Channels(3, 0.5), 100, 0, RandomStream.of(1));
        assertThatThrownBy(() -> ContrastiveBracket.of(new Channels(4, 0.5), pairs))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContrastiveBracket.of(new Channels(3, 0), pairs))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("impossible");
    }
}
