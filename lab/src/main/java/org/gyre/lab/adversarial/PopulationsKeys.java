package org.gyre.lab.adversarial;

import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.TwoPopulations.Circuit;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// A cell A drives B and C, and B drives C; the weights of A are to be learned from the activity of B and
/// C. Networks have no inference layers here: it is the circuit that comes to look like the true one.
///
/// @param u      true weight from A to B
/// @param v      true weight from A to C
/// @param r      weight from B to C, which is known
/// @param noise  standard deviation of B and C
/// @param startU weight from A to B at the start
/// @param startV weight from A to C at the start
public record PopulationsKeys(
        @Default("1") double u,
        @Default("1") double v,
        @Default("-0.8") double r,
        @Default("0.6") double noise,
        @Default("0.3") double startU,
        @Default("0.3") double startV)
        implements WorldKeys.World {
    /// @throws InputException if a number is out of its range
    public PopulationsKeys {
        new Circuit(u, v, r, noise);
        new Circuit(startU, startV, r, noise);
    }

    Circuit truth() {
        return new Circuit(u, v, r, noise);
    }

    Circuit start() {
        return new Circuit(startU, startV, r, noise);
    }

    /// Where predicting each cell from A alone ends: B counts twice.
    Circuit localRule() {
        return new Circuit(u, v + r * u, r, noise);
    }

    @Override
    public List<Integer> layers() {
        return List.of(2);
    }

    @Override
    public boolean generatorLearns() {
        return true;
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public List<Measure> course() {
        return List.of(PopulationsProblem.KL, PopulationsProblem.ERROR);
    }

    @Override
    public List<Measure> measures() {
        return PopulationsProblem.MEASURES;
    }

    @Override
    public List<String> calibrations() {
        return List.of(LearnerSeries.EXACT, PopulationsProblem.LOCAL_RULE);
    }

    @Override
    public List<String> constants() {
        return List.of("kl_start", "kl_local_rule_closed_form");
    }

    @Override
    public Problem open(RunContext context, RandomStream stream) {
        return new PopulationsProblem(this);
    }
}
