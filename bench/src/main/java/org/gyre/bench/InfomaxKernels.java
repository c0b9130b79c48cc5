package org.gyre.bench;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import org.gyre.core.Team;
import org.gyre.core.linalg.TiledBlas;
import org.gyre.core.random.LogisticThresholds;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.BlockSimulator;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.InfomaxTrainer;
import org.gyre.nets.infomax.LagCounts;
import org.gyre.nets.infomax.LagCovariances;
import org.gyre.nets.infomax.LearningRule;
import org.gyre.nets.infomax.PaperRule;
import org.gyre.nets.infomax.RasterSink;
import org.gyre.nets.infomax.StepControl;
import org.gyre.nets.infomax.TrainingPlan;

/// One network, ready to be timed: weights uniform in ±½ as at the start of learning, thresholds at which
/// silent neighbours give the target rate.
final class InfomaxKernels {
    /// As many thresholds as fit the first-level cache, which is how the simulator draws them.
    private static final int DRAWS = 8192;

    static final RasterSink NOBODY = (raster, steps, words) -> {};

    private final InfomaxCase which;
    private final long seed;
    private final double[] weights;
    private final RandomStream draws;
    private final BlockSimulator simulator;
    private final LagCounts counts;
    private final int[] scratch = new int[DRAWS];
    private final float[] thresholds = new float[DRAWS];
    private long drawn;

    InfomaxKernels(InfomaxCase which, long seed) {
        this.which = which;
        this.seed = seed;
        RandomStream root = RandomStream.of(seed);
        int n = which.units();
        this.draws = root.split("draws");
        this.simulator = new BlockSimulator(
                InfomaxParameters.uniform(n, which.pMax(), which.rate()), root.split("spikes"), null, null, null);
        this.weights = new double[n * n];
        var random = root.split("weights").generator();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextDouble() - 0.5;
        }
        simulator.setWeights(weights);
        double[] h = new double[n];
        Arrays.fill(h, Math.log(which.pMax() / which.rate() - 1));
        simulator.setThresholds(h);
        this.counts = new LagCounts(n);
    }

    /// The network alone.
    void simulate(int steps) {
        simulator.run(steps, NOBODY);
    }

    /// The network, and the counts behind the covariances.
    void simulateAndCount(int steps) {
        simulator.run(steps, counts);
    }

    /// Only the random thresholds that so many steps need.
    void draw(int steps) {
        long wanted = (long) steps * ((which.units() + 63) & ~63);
        for (long done = 0; done < wanted; done += DRAWS) {
            LogisticThresholds.fill(draws, drawn, (float) which.pMax(), scratch, thresholds, DRAWS);
            drawn += DRAWS;
        }
    }

    /// A trainer of the same network whose draws and algebra one more thread shares.
    InfomaxTrainer trainer(ExecutorService helper) {
        RandomStream root = RandomStream.of(seed);
        BlockSimulator shared = new BlockSimulator(simulator.parameters(), root.split("spikes"), null, null, helper);
        shared.setThresholds(simulator.thresholds());
        TrainingPlan plan = new TrainingPlan(
                which.steps(),
                which.steps(),
                // Small enough that the network stays the one that is timed.
                1e-3,
                false,
                100,
                0,
                1,
                1,
                true,
                LearningRule.PAPER,
                0,
                new StepControl.Fixed());
        return new InfomaxTrainer(plan, shared, weights, TiledBlas.on(Team.helpedBy(helper, 1)));
    }

    /// Information and the paper's gradient from the counts so far; returns the gradient's first entry, so
    /// that nothing is left out.
    double algebra() {
        LagCovariances moments = counts.covariances(simulator.parameters().rates());
        GaussianInformation information =
                GaussianInformation.of(moments.units(), moments.covariance(), moments.lagged());
        return PaperRule.gradient(moments, information.derivatives())[0] + information.nats();
    }
}
