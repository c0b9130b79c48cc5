package org.gyre.lab.experiment;

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
}
