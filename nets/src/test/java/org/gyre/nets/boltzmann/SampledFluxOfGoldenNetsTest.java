package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.sampling.ContrastiveBracket;
import org.gyre.measure.sampling.ModelBasedFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.measure.sampling.Transitions;
import org.junit.jupiter.api.Test;

/// Estimators of the flux against networks whose flux is known: the golden nets G(N) of formula
/// G(N)_ij = (((7i² + 3j² + 5ij + i + 2j) mod 11) − 5)/4, whose exact values were computed by two
/// independent programs, and N-rooks with their closed form.
final class SampledFluxOfGoldenNetsTest {
    private static final double EXACT_8 = 2.623495860484;
    private static final double EXACT_12 = 4.4536617696;

    private static BoltzmannMachine golden(int units) {
        double[] weights = new double[units * units];
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                weights[i * units + j] = ((7 * i * i + 3 * j * j + 5 * i * j + i + 2 * j) % 11 - 5) / 4.0;
            }
        }
        return BoltzmannMachine.of(units, weights);
    }

    /// One weight w per row and column, along a ring: I = N (1 − h₂(σ(w))) bits.
    private static BoltzmannMachine ring(int units, double weight) {
        double[] weights = new double[units * units];
        for (int i = 0; i < units; i++) {
            weights[i * units + (i + 1) % units] = i % 3 == 0 ? -weight : weight;
        }
        return BoltzmannMachine.of(units, weights);
    }

    private static double ringFlux(int units, double weight) {
        double p = 1 / (1 + Math.exp(-weight));
        return units * (1 + (p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2));
    }

    private static double meanOfTenRuns(
            FactorisedMarkovProcess process, int steps, ToDoubleFunction<BinaryRaster> estimator) {
        double mean = 0;
        for (int run = 0; run < 10; run++) {
            ProcessSampler sampler =
                    new ProcessSampler(process, RandomStream.of(run).split("states"));
            sampler.startAnywhere();
            sampler.skip(1000);
            mean += estimator.applyAsDouble(sampler.record(steps)) / 10;
        }
        return mean;
    }

    /// An independent program saw 3.567 ± .03, 3.263 ± .03 and 2.625 ± .02 over ten runs of 10⁴ steps.
    /// Grassberger goes further than Miller-Madow, and not to the truth.
    @Test
    void tenThousandStepsOfEightUnitsHaveTheKnownBias() {
        BoltzmannMachine machine = golden(8);
        int steps = 10_000;
        double plugIn = meanOfTenRuns(
                machine,
                steps,
                raster -> RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN).in(Unit.BITS));
        double millerMadow = meanOfTenRuns(
                machine,
                steps,
                raster ->
                        RecordedFlux.of(raster, 1, DiscreteEntropy.MILLER_MADOW).in(Unit.BITS));
        double grassberger = meanOfTenRuns(
                machine,
                steps,
                raster ->
                        RecordedFlux.of(raster, 1, DiscreteEntropy.GRASSBERGER).in(Unit.BITS));
        double modelBased = meanOfTenRuns(
                machine,
                steps,
                raster -> ModelBasedFlux.of(machine, raster, DiscreteEntropy.MILLER_MADOW)
                        .in(Unit.BITS));
        assertThat(plugIn).isEqualTo(3.567, within(0.03));
        assertThat(millerMadow).isEqualTo(3.263, within(0.03));
        assertThat(grassberger).isBetween(EXACT_8, millerMadow);
        assertThat(modelBased).isEqualTo(2.625, within(0.02));
    }

    /// With a million steps even the plug-in value of eight units comes within 0.04 of the truth.
    @Test
    void manyStepsBringAllEstimatorsToTheExactFlux() {
        BoltzmannMachine machine = golden(8);
        ProcessSampler sampler = new ProcessSampler(machine, RandomStream.of(1));
        sampler.skip(1000);
        BinaryRaster raster = sampler.record(1_000_000);
        double previous = Double.POSITIVE_INFINITY;
        for (DiscreteEntropy estimator :
                List.of(DiscreteEntropy.PLUG_IN, DiscreteEntropy.MILLER_MADOW, DiscreteEntropy.GRASSBERGER)) {
            Estimate flux = RecordedFlux.of(raster, 1, estimator);
            assertThat(flux.in(Unit.BITS)).isEqualTo(EXACT_8, within(0.04)).isLessThan(previous);
            previous = flux.in(Unit.BITS);
            assertThat(ModelBasedFlux.of(machine, raster, estimator).in(Unit.BITS))
                    .isEqualTo(EXACT_8, within(0.005));
        }
    }

    private static void requireBracket(ContrastiveBracket bracket, double exact, double widest) {
        double error = Unit.BITS.fromNats(bracket.lower().standardError().orElseThrow());
        double lower = bracket.lower().in(Unit.BITS);
        double upper = bracket.upper().orElseThrow().in(Unit.BITS);
        assertThat(bracket.saturated()).isFalse();
        assertThat(error).isLessThan(0.08);
        assertThat(lower).isLessThan(exact + 3 * error);
        assertThat(upper).isGreaterThan(exact - 3 * error);
        assertThat(upper - lower).isBetween(0.0, widest);
    }

    /// The width is the mean of log(1 + own / others) over the mixtures, about E[p(y|x)/π(y)]/K nats
    /// at most; for a channel of error ε the expectation is 2 (ε² + (1 − ε)²) for each unit.
    @Test
    void theBracketHoldsTheExactFlux() {
        BoltzmannMachine eight = golden(8);
        requireBracket(
                ContrastiveBracket.of(eight, Transitions.sample(eight, 1500, 200, RandomStream.of(1))), EXACT_8, 0.05);
        BoltzmannMachine twelve = golden(12);
        requireBracket(
                ContrastiveBracket.of(twelve, Transitions.sample(twelve, 1500, 200, RandomStream.of(2))),
                EXACT_12,
                0.1);
        double error = 1 / (1 + Math.exp(1));
        BoltzmannMachine large = ring(32, 1);
        requireBracket(
                ContrastiveBracket.of(large, Transitions.sample(large, 2000, 50, RandomStream.of(3))),
                ringFlux(32, 1),
                Math.pow(2 * (error * error + (1 - error) * (1 - error)), 32) / 2000 / Math.log(2));
    }

    /// The largest flux that twelve units can have is out of reach of 3000 pairs, and the bracket says
    /// so: 11.99 bits against log₂ 3000 = 11.55.
    @Test
    void strongRooksSaturateTheBracket() {
        BoltzmannMachine rooks = ring(12, 10);
        ContrastiveBracket bracket =
                ContrastiveBracket.of(rooks, Transitions.sample(rooks, 3000, 50, RandomStream.of(1)));
        assertThat(bracket.saturated()).isTrue();
        assertThat(bracket.lower().in(Unit.BITS)).isLessThan(ringFlux(12, 10));
        assertThat(bracket.lower().warnings()).singleElement().asString().contains("raise the number of pairs K");
    }

    /// At w = 800 every firing probability is exactly 0 or 1.
    @Test
    void saturatedProbabilitiesGiveNoNaN() {
        BoltzmannMachine certain = ring(6, 800);
        ContrastiveBracket bracket =
                ContrastiveBracket.of(certain, Transitions.sample(certain, 2000, 0, RandomStream.of(1)));
        assertThat(bracket.lower().in(Unit.BITS)).isEqualTo(6, within(0.05));
        assertThat(bracket.upper().orElseThrow().in(Unit.BITS)).isEqualTo(6, within(0.05));
    }
}
