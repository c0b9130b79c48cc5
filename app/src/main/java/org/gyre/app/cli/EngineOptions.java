package org.gyre.app.cli;

import java.util.function.Consumer;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Engines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where independent pieces of work are done; nothing here changes results.
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = Engines.LOCAL,
            description = "Where points are computed: local, in this process, or spark (default: ${DEFAULT-VALUE}).")
    String engine = Engines.LOCAL;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "For spark: its master, such as local[2] or spark://host:7077.")
    @Nullable
    String master;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "For local: points at a time (default: all processors).")
    @Nullable
    Integer threads;

    /// @param notices takes what its user should know of, a sentence at a time
    /// @throws InputException if there is no such engine here
    Engine engine(Consumer<String> notices) {
        if (threads != null && threads < 1) {
            throw new InputException("--threads " + threads + ": must be at least 1");
        }
        if (master != null && engine.equals(Engines.LOCAL)) {
            throw new InputException("--master " + master + ": the local engine has none; add --engine spark");
        }
        int local = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        return Engines.named(engine, local, master, notices);
    }
}
