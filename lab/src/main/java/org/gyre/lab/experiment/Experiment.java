package org.gyre.lab.experiment;

import java.util.Optional;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.data.npy.NpyArray;

/// One kind of experiment, named by the `kind` key of a TOML file.
///
/// @param <C> the configuration: a record whose components are the keys of the TOML file
public interface Experiment<C extends Record> {
    /// The value of `kind`, for example `recurrent-infomax`.
    String kind();

    /// The record that the TOML file is read into.
    Class<C> configuration();

    /// The names of the values that a run of this configuration gives, exactly, and of those that it
    /// would give with other settings. Claims about other names are refused.
    ValueNames values(C configuration);

    /// Sets up a session at step 0. The same configuration and the same random stream give the same session, bit
    /// for bit.
    ///
    /// @throws org.gyre.core.InputException if the configuration or an input file cannot be used
    Session open(C configuration, RunContext context);

    /// Whether sessions evaluate populations through [RunContext#engine]: only then may a run use any other engine than
    /// the local one.
    default boolean evaluatesPopulations() {
        return false;
    }

    /// The network that a finished run of this kind leaves, for exact measures; empty if it leaves none that fires
    /// independently given its state.
    ///
    /// @param arrays the run's arrays, by name
    default Optional<FactorisedMarkovProcess> network(C configuration, Function<String, NpyArray> arrays) {
        return Optional.empty();
    }
}
