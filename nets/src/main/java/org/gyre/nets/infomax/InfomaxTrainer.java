package org.gyre.nets.infomax;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.linalg.TiledBlas;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.jspecify.annotations.Nullable;

/// Trains a network block by block (T09 eq. 3):
///
///     W_ij(b+1) = clip( W_ij(b) + η ∂I/∂W_ij , ±w_limit )
///
/// Rows of clamped units are masked unless the plan says otherwise: their state is overwritten, so
/// weights into them could only wander.
///
/// When the covariances of a block are unusable (singular, or with a canonical correlation at one) no
/// gradient is trusted: the last step is halved instead and η with it. NaN never reaches the weights.
public final class InfomaxTrainer {
    private final TrainingPlan plan;
    private final InfomaxParameters parameters;
    private final BlockSimulator simulator;
    private final TiledBlas algebra;
    private final LagCounts counts;
    private final double[] centre;
    private final int n;
    private final int free;

    private double[] weights;
    /// Weights of the last block whose information was accepted; the base of a step that may have to be
    /// halved.
    private double[] accepted;

    private double acceptedNats = Double.NaN;
    private double rateFactor = 1;
    private boolean transitionPassed;
    private long block;

    /// @param weights initial W, `[to][from]`, N×N row-major; copied
    public InfomaxTrainer(TrainingPlan plan, BlockSimulator simulator, double[] weights) {
        this(plan, simulator, weights, TiledBlas.alone());
    }

    /// @param weights initial W, `[to][from]`, N×N row-major; copied
    /// @param algebra what works on the N×N matrices; its number of threads leaves no trace in the results
    public InfomaxTrainer(TrainingPlan plan, BlockSimulator simulator, double[] weights, TiledBlas algebra) {
        this.plan = plan;
        this.algebra = algebra;
        this.simulator = simulator;
        this.parameters = simulator.parameters();
        this.n = parameters.units();
        this.free = parameters.freeUnits();
        if (plan.rule() == LearningRule.EXACT && parameters.inputUnits() > 0) {
            throw new InputException("rule = exact: does not take clamped inputs; choose paper or sampled");
        }
        if (weights.length != n * n) {
            throw new IllegalArgumentException(weights.length + " weights for " + n + " units");
        }
        this.counts = new LagCounts(n);
        this.weights = weights.clone();
        this.accepted = weights.clone();
        this.centre = parameters.rates();
        // T09: inputs are centred with the rate they have, not with a target.
        Arrays.fill(centre, free, n, Double.NaN);
    }

    /// W, `[to][from]`, a copy.
    public double[] weights() {
        return weights.clone();
    }

    public BlockSimulator simulator() {
        return simulator;
    }

    /// Number of blocks completed.
    public long blocks() {
        return block;
    }

    /// Runs one block: settle, measure, update.
    ///
    /// @param alsoTo receives the spikes of the measured part
    public BlockReport block(RasterSink alsoTo) {
        simulator.setWeights(weights);
        simulator.run(plan.settlingSteps(), (raster, steps, words) -> {});
        double[] before = simulator.thresholds();
        counts.clear();
        RasterSink sink = counts.and(alsoTo);
        Recorder recorder = null;
        if (plan.rule() == LearningRule.SAMPLED) {
            recorder = new Recorder(plan.measuredSteps(), n);
            sink = sink.and(recorder);
        }
        simulator.run(plan.measuredSteps(), sink);
        LagCovariances moments = counts.covariances(centre);
        GaussianInformation information = GaussianInformation.of(algebra, n, moments.covariance(), moments.lagged());
        double nats = information.defined() ? information.nats() : Double.NaN;
        double meanWeight = meanWeight();
        double largestWeight = largestWeight();
        double[] old = weights.clone();

        double rateInForce = effectiveRate();
        BlockReport.Step step = BlockReport.Step.NONE;
        if (information.condition() == GaussianInformation.Condition.JITTERED) {
            step = BlockReport.Step.SKIPPED;
        } else if (information.condition() != GaussianInformation.Condition.REGULAR) {
            halveLastStep();
            step = BlockReport.Step.HALVED;
        } else if (plan.control() instanceof StepControl.LineSearch search
                && nats < acceptedNats - search.tolerance()
                && !Arrays.equals(weights, accepted)) {
            halveLastStep();
            step = BlockReport.Step.HALVED;
        } else {
            rateFactor = Math.min(1, rateFactor * 1.2);
            if (plan.control() instanceof StepControl.ReducedAfterTransition reduced && nats > reduced.nats()) {
                transitionPassed = true;
            }
            accepted = weights.clone();
            acceptedNats = nats;
            if (block >= plan.firstLearningBlock() && (block + 1) % plan.updateEvery() == 0) {
                rateInForce = effectiveRate();
                Optional<double[]> gradient = gradient(moments, information, recorder, before);
                step = gradient.isPresent() ? update(gradient.get(), rateInForce) : BlockReport.Step.SKIPPED;
            }
        }

        double norm = 0;
        for (int i = 0; i < weights.length; i++) {
            norm += (weights[i] - old[i]) * (weights[i] - old[i]);
        }
        double[] after = simulator.thresholds();
        double rateDeviation = 0;
        double drift = 0;
        for (int i = 0; i < free; i++) {
            rateDeviation = Math.max(rateDeviation, Math.abs(moments.rates()[i] - parameters.rate(i)));
            drift = Math.max(drift, Math.abs(after[i] - before[i]));
        }
        return new BlockReport(
                block++,
                nats,
                information.condition(),
                (double) n * n / (2.0 * plan.measuredSteps()),
                rateDeviation,
                drift,
                meanWeight,
                largestWeight,
                Math.sqrt(norm),
                rateInForce,
                step);
    }

    /// The gradient of the rule in force; empty where there is none to be trusted.
    private Optional<double[]> gradient(
            LagCovariances moments, GaussianInformation information, @Nullable Recorder recorder, double[] thresholds) {
        return switch (plan.rule()) {
            case PAPER -> Optional.of(PaperRule.gradient(algebra, moments, information.derivatives()));
            case EXACT -> {
                ExactInfomax exact = ExactInfomax.atTargetRates(parameters, weights, thresholds);
                yield exact.gaussian().condition() == GaussianInformation.Condition.REGULAR
                        ? Optional.of(exact.gaussianGradient())
                        : Optional.empty();
            }
            case SAMPLED ->
                new SampledRule(parameters, plan.rewardMemory())
                        .gradient(Objects.requireNonNull(recorder).raster(), weights, thresholds, centre);
        };
    }

    private double effectiveRate() {
        double rate = plan.learningRate() * rateFactor;
        return plan.control() instanceof StepControl.ReducedAfterTransition reduced && transitionPassed
                ? rate * reduced.factor()
                : rate;
    }

    private BlockReport.Step update(double[] gradient, double rate) {
        double[] next = weights.clone();
        int learning = plan.maskInputs() ? free : n;
        for (int i = 0; i < learning; i++) {
            for (int j = 0; j < n; j++) {
                double step = rate * gradient[i * n + j];
                if (plan.scaled()) {
                    step /= variance(i) * variance(j);
                }
                if (j >= free) {
                    step *= plan.inputMultiplier();
                }
                double weight = next[i * n + j] + step;
                if (!Double.isFinite(weight)) {
                    // The gradient overflowed: the block tells nothing about the weights.
                    halveLastStep();
                    return BlockReport.Step.HALVED;
                }
                next[i * n + j] = Math.clamp(weight, -plan.weightLimit(), plan.weightLimit());
            }
        }
        weights = next;
        return BlockReport.Step.TAKEN;
    }

    private double variance(int unit) {
        return parameters.rate(unit) * (1 - parameters.rate(unit));
    }

    private void halveLastStep() {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.5 * (weights[i] + accepted[i]);
        }
        rateFactor *= 0.5;
    }

    private double meanWeight() {
        double sum = 0;
        for (int i = 0; i < free * n; i++) {
            sum += Math.abs(weights[i]);
        }
        return sum / (free * n);
    }

    private double largestWeight() {
        double largest = 0;
        for (int i = 0; i < free * n; i++) {
            largest = Math.max(largest, Math.abs(weights[i]));
        }
        return largest;
    }

    /// Everything that a checkpoint must hold beyond the plan and the parameters.
    ///
    /// @param weights W
    /// @param accepted weights of the last accepted block
    /// @param thresholds h of the free units
    /// @param state packed present state
    /// @param acceptedNats information of the last accepted block, NaN if none
    /// @param rateFactor what step control has made of η
    /// @param transitionPassed whether the information has exceeded the transition level
    /// @param block completed blocks
    /// @param step simulated steps
    @SuppressWarnings("ArrayRecordComponent") // a bag of state for the checkpoint; identity is never asked for
    public record State(
            double[] weights,
            double[] accepted,
            double[] thresholds,
            long[] state,
            double acceptedNats,
            double rateFactor,
            boolean transitionPassed,
            long block,
            long step) {}

    public State state() {
        return new State(
                weights.clone(),
                accepted.clone(),
                simulator.thresholds(),
                simulator.state(),
                acceptedNats,
                rateFactor,
                transitionPassed,
                block,
                simulator.step());
    }

    /// Continues from a stored state, with the same bits as if there had been no interruption.
    public void restore(State stored) {
        weights = stored.weights().clone();
        accepted = stored.accepted().clone();
        acceptedNats = stored.acceptedNats();
        rateFactor = stored.rateFactor();
        transitionPassed = stored.transitionPassed();
        block = stored.block();
        simulator.restore(stored.step(), stored.state(), stored.thresholds());
        simulator.setWeights(weights);
    }
}
