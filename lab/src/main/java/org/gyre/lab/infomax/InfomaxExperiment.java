package org.gyre.lab.infomax;

import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;

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
    public Session open(InfomaxConfiguration configuration, RunContext context) {
        return new InfomaxSession(configuration, context);
    }
}
