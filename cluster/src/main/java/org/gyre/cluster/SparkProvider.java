package org.gyre.cluster;

import java.util.function.Consumer;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Engines;
import org.jspecify.annotations.Nullable;

/// Brings `--engine spark`. Spark's classes are first touched when the engine is opened.
public final class SparkProvider implements Engines.Provider {
    /// For the service loader.
    public SparkProvider() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Engine open(@Nullable String master, Consumer<String> notices) {
        return SparkEngine.open(SparkSettings.of(master), notices);
    }
}
