package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.lab.engine.EngineChoice;
import org.gyre.lab.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where independent pieces of work are done; nothing here changes results.
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = Engines.LOCAL,
            description = "Where points of a sweep, or the populations of a search, are computed: local, in this"
                    + " process, or spark (default: ${DEFAULT-VALUE}).")
    String engine = Engines.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "For spark: its master, such as local[2] or spark://host:7077.")
    @Nullable
    String master;

    /// @throws InputException if a master is named for the local engine
    EngineChoice choice() {
        if (master != null && engine.equals(Engines.LOCAL)) {
            throw new InputException("--master " + master + ": the local engine has none; add --engine spark");
        }
        return EngineChoice.of(engine, master);
    }
}
