package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.engine.Population;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.SnapshotBytes;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// Networks that are trained side by side, one [TrainingJob] for each and epoch; a single one has all threads.
final class TrialGroup {
    private final List<NetworkKeys> networks;
    private final TrainingJob.Common common;
    private final Population population;
    /// What each network has learned; empty before the first epoch and after the last.
    private List<byte[]> states = List.of();

    private List<Errors> errors = List.of();
    private int epochs;

    /// What a network gets wrong.
    ///
    /// @param validation share of the validation images that are named wrongly
    /// @param test       the same of the test images
    record Errors(double validation, double test) {}

    TrialGroup(List<NetworkKeys> networks, TrainingJob.Common common, Population population) {
        this.networks = networks;
        this.common = common;
        this.population = population;
    }

    /// Epochs so far, of each network.
    int epochs() {
        return epochs;
    }

    /// Whether all epochs are over.
    boolean done() {
        return epochs == networks.getFirst().epochs();
    }

    /// One epoch of each network.
    void learn() {
        epochs++;
        List<byte[]> inputs = new ArrayList<>();
        for (int k = 0; k < networks.size(); k++) {
            inputs.add(common.input(networks.get(k), states.isEmpty() ? null : states.get(k), done()));
        }
        List<byte[]> outputs = population.evaluate(inputs);
        if (done()) {
            states = List.of();
            errors = outputs.stream().map(TrainingJob::errors).toList();
        } else {
            states = outputs;
        }
    }

    /// The errors of each network after its last epoch.
    List<Errors> errors() {
        return errors;
    }

    void save(SnapshotWriter out) {
        for (int k = 0; k < networks.size(); k++) {
            SnapshotBytes.read(states.get(k), "network " + k).putAll(prefix(k), out);
        }
    }

    /// @param images for the shapes of what networks have learned
    void restore(SnapshotReader in, ImageParts images) {
        List<byte[]> read = new ArrayList<>();
        for (int k = 0; k < networks.size(); k++) {
            ClassifierTraining training = new ClassifierTraining(networks.get(k), images, common.stream());
            training.restore(prefix(k), in);
            Snapshot state = new Snapshot();
            training.save("", state);
            read.add(SnapshotBytes.of(state));
            epochs = training.epochs();
        }
        states = read;
    }

    private static String prefix(int network) {
        return "trial_" + network + "_";
    }
}
