package org.gyre.lab.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where independent work is to be done. Nothing here changes its results.
public interface EngineChoice {
    /// The name, as `--engine` takes it.
    String name();

    /// Begins to use the engine.
    ///
    /// @param threads of the local engine
    /// @param notices takes one sentence when something happens that its user should know of
    /// @throws org.gyre.core.InputException if there is no such engine here, or it cannot be reached
    Engine open(int threads, Consumer<String> notices);

    /// Whether it is this process, where there is always an engine.
    default boolean isLocal() {
        return name().equals(Engines.LOCAL);
    }

    /// This process.
    static EngineChoice local() {
        return of(Engines.LOCAL, null);
    }

    /// The engine of a name.
    ///
    /// @param master of any other than the local one
    static EngineChoice of(String name, @Nullable String master) {
        return new Named(name, master);
    }

    /// One that [Engines] finds.
    ///
    /// @param name   as `--engine` takes it
    /// @param master where it is, if it was said
    record Named(String name, @Nullable String master) implements EngineChoice {
        @Override
        public Engine open(int threads, Consumer<String> notices) {
            return Engines.named(name, threads, master, notices);
        }
    }
}
