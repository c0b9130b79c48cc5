package org.gyre.lab.adversarial;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;
import org.gyre.measure.posterior.NoisyOr;

/// Bars: rows and columns of an image, each a cause that turns its pixels on by itself (noisy or). A cause
/// is on where its latent variable, normal, exceeds a threshold, so that patterns of causes have a
/// posterior that is enumerated.
///
/// @param side     pixels of a side; there are twice as many bars
/// @param prior    probability of a bar
/// @param strength probability that a bar turns a pixel of it on
/// @param leak     probability that a pixel is on without a bar
/// @param images   at which the posterior is judged, drawn from the world
/// @param samples  drawn at each of these
public record BarsKeys(
        @Default("3") int side,
        @Default("0.25") double prior,
        @Default("0.95") double strength,
        @Default("0.02") double leak,
        @Default("64") int images,
        @Default("4000") int samples)
        implements WorldKeys.World {
    /// @throws InputException if a number is out of its range
    public BarsKeys {
        if (side < 2 || side > NoisyOr.MOST_CAUSES / 2) {
            throw new InputException("side = " + side + ": must be from 2 to " + NoisyOr.MOST_CAUSES / 2
                    + ", for all patterns of bars are enumerated");
        }
        NoisyOr.bars(side, prior, strength, leak);
        if (images < 2 || images > 10_000 || samples < 100 || samples > 1_000_000) {
            throw new InputException("images = " + images + ", samples = " + samples
                    + ": take 2 to 10000 images and 100 to 1000000 samples of each");
        }
    }

    NoisyOr truth() {
        return NoisyOr.bars(side, prior, strength, leak);
    }

    @Override
    public List<Integer> layers() {
        return List.of(side * side, 2 * side);
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public List<Measure> course() {
        return List.of(BarsProblem.KL);
    }

    @Override
    public List<Measure> measures() {
        return BarsProblem.MEASURES;
    }

    @Override
    public List<String> calibrations() {
        return List.of(LearnerSeries.EXACT, BarsProblem.FACTORISED, BarsProblem.PRIOR);
    }

    @Override
    public List<String> constants() {
        return List.of("kl_floor");
    }

    @Override
    public Problem open(RunContext context, RandomStream stream) {
        return new BarsProblem(this, stream);
    }
}
