package org.gyre.lab.infomax;

import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;

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
}
