package org.gyre.lab.infomax;

import java.util.Optional;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.nets.infomax.InfomaxNetwork;

/// Trains a recurrent-infomax network and tests what it has become; kind `recurrent-infomax`.
public final class InfomaxExperiment implements Experiment<InfomaxConfiguration> {
    @Override
    public String kind() {
        return "recurrent-infomax";
    }

    @Override
    public Class<InfomaxConfiguration> configuration() {
        return InfomaxConfiguration.class;
    }

    @Override
    public ValueNames values(InfomaxConfiguration configuration) {
        ValueNames names = new ValueNames();
        TrainingRecord.declare(configuration, names);
        names.give("rate_deviation_largest");
        ReceptiveFields.declare(configuration.receptiveFields(), names);
        PatternCounts.declare(configuration.patterns(), names);
        LagInformation.declare(configuration.lags(), names);
        AvalancheStudy.declare(configuration.avalanches(), names);
        Replay.declare(configuration.replay(), configuration.pulses(), names);
        ShuffleControl.declare(configuration.shuffles(), names);
        return names;
    }

    @Override
    public Session open(InfomaxConfiguration configuration, RunContext context) {
        return new InfomaxSession(configuration, context);
    }

    /// The trained network with its last thresholds; clamped inputs are coins with their nominal rates.
    @Override
    public Optional<FactorisedMarkovProcess> network(
            InfomaxConfiguration configuration, Function<String, NpyArray> arrays) {
        return Optional.of(new InfomaxNetwork(
                World.parameters(configuration),
                arrays.apply("weights").doubles(),
                arrays.apply("thresholds").doubles()));
    }
}
