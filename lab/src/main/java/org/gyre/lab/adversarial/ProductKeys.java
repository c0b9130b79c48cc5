package org.gyre.lab.adversarial;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.Generation;
import org.gyre.deep.adversarial.ProductGeneration;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.posterior.GridPosterior;
import org.gyre.measure.posterior.GridPosterior.Grid;
import org.gyre.measure.posterior.ProductWorld;

/// Two causes whose product, with noise, is the input: a posterior of two lobes.
///
/// @param noise   standard deviation of the noise of the input
/// @param inputs  at which the posterior is judged on a grid
/// @param samples drawn at each of these
/// @param pairs   samples of wake and of sleep, each, for the two-sample tests
public record ProductKeys(
        @Default("0.3") double noise,
        @Default("[-1.5, -0.75, 0, 0.75, 1.5]") List<Double> inputs,
        @Default("40000") int samples,
        @Default("10000") int pairs)
        implements PlaneProblem.Keys {
    private static final int CLOSER = 3;

    /// @throws InputException if a number is out of its range
    public ProductKeys {
        inputs = List.copyOf(inputs);
        if (!(noise >= 0.05 && noise <= 10)) {
            throw new InputException("noise = " + noise
                    + ": must be from 0.05, below which the lobes are thinner than the bins of the grid, to 10");
        }
        if (inputs.isEmpty() || inputs.size() > 100 || inputs.stream().anyMatch(x -> !(Math.abs(x) <= 4))) {
            throw new InputException("inputs = " + inputs + ": give 1 to 100 of them, from -4 to 4");
        }
        if (samples < 100 || samples > 1_000_000 || pairs < 100 || pairs > 1_000_000) {
            throw new InputException("samples = " + samples + ", pairs = " + pairs + ": must be from 100 to 1000000");
        }
    }

    @Override
    public Grid grid() {
        // Thin lobes need finer cells.
        return new Grid(Grid.USUAL.bins(), Grid.USUAL.low(), Grid.USUAL.high(), (int)
                Math.max(Grid.USUAL.finer(), Math.ceil(CLOSER / noise)));
    }

    @Override
    public GridPosterior.LogDensity logDensity(double x) {
        return new ProductWorld(noise).logDensity(x);
    }

    @Override
    public Samples draw(int count, RandomStream stream) {
        ProductWorld.Samples drawn = new ProductWorld(noise).samples(count, stream);
        return new Samples(count, List.of(drawn.x(), drawn.z()));
    }

    @Override
    public Generation generation() {
        return new ProductGeneration(noise);
    }
}
