package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// Networks that are trained side by side, one thread for each; a single one has all threads.
final class TrialGroup {
    private final ImageParts images;
    private final List<ClassifierTraining> trainings = new ArrayList<>();

    /// What a network gets wrong.
    ///
    /// @param validation share of the validation images that are named wrongly
    /// @param test       the same of the test images
    record Errors(double validation, double test) {}

    /// @param stream of each network: they differ in their goals alone
    TrialGroup(List<NetworkKeys> networks, ImageParts images, RandomStream stream) {
        this.images = images;
        networks.forEach(network -> trainings.add(new ClassifierTraining(network, images, stream)));
    }

    /// Epochs so far, of each network.
    int epochs() {
        return trainings.getFirst().epochs();
    }

    /// One epoch of each network.
    void learn(Team team) {
        if (trainings.size() == 1) {
            trainings.getFirst().learn(team);
        } else {
            team.run(trainings.stream()
                    .map(training -> (Runnable) () -> training.learn(Team.alone()))
                    .toList());
        }
    }

    /// The errors of each network now.
    List<Errors> errors(Team team) {
        LabelledImages validation =
                Objects.requireNonNull(images.validation(), "goals are judged by validation images");
        return trainings.stream()
                .map(training -> new Errors(
                        training.error("validation", validation, team), training.error("test", images.test(), team)))
                .toList();
    }

    void save(SnapshotWriter out) {
        for (int k = 0; k < trainings.size(); k++) {
            trainings.get(k).save("trial_" + k + "_", out);
        }
    }

    void restore(SnapshotReader in) {
        for (int k = 0; k < trainings.size(); k++) {
            trainings.get(k).restore("trial_" + k + "_", in);
        }
    }
}
