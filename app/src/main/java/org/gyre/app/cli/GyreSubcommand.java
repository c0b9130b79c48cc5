package org.gyre.app.cli;

/// A command of `gyre`.
interface GyreSubcommand {
    /// Does the work and returns an [ExitCode].
    ///
    /// @throws org.gyre.core.InputException if what the user gave is wrong
    int call();
}
