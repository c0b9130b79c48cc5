package org.gyre.lab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.run.RunDirectory;

/// The network that a finished run left.
///
/// @param kind the kind of its experiment
/// @param process the network
public record RunNetwork(String kind, FactorisedMarkovProcess process) {

    /// Builds the network from the configuration and the arrays of a run.
    ///
    /// @throws InputException if the folder is not a finished run, or one that leaves no network
    public static RunNetwork open(Path run, Experiments experiments) {
        RunDirectory directory = RunDirectory.open(run);
        Configuration configuration =
                Configuration.load(ConfigurationSource.file(directory.configuration()), List.of(), null, experiments);
        Experiment<?> experiment = experiments.find(configuration.kind(), run.toString());
        Function<String, NpyArray> arrays = name -> {
            Path file = directory.arrays().resolve(name + ".npy");
            if (!Files.exists(file)) {
                throw new InputException(file + ": is missing, so that the run is not finished; 'gyre resume " + run
                        + "' goes on with it");
            }
            return NpyReader.read(file, Limits.DEFAULT);
        };
        FactorisedMarkovProcess process;
        try {
            process = network(experiment, configuration.values(), arrays)
                    .orElseThrow(() -> new InputException(run + ": a run of the kind " + configuration.kind()
                            + " leaves no network; name one that trains or evolves a network"));
        } catch (IllegalArgumentException damaged) {
            throw new InputException(
                    run + ": its arrays do not fit its configuration (" + damaged.getMessage() + "); 'gyre verify "
                            + run + "' says which file was changed",
                    damaged);
        }
        return new RunNetwork(configuration.kind(), process);
    }

    private static <C extends Record> Optional<FactorisedMarkovProcess> network(
            Experiment<C> experiment, Record values, Function<String, NpyArray> arrays) {
        return experiment.network(experiment.configuration().cast(values), arrays);
    }
}
