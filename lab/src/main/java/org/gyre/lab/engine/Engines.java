package org.gyre.lab.engine;

import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;

/// Finds engines by name. All but the local one come with a jar of their own.
public final class Engines {
    /// The name of [LocalEngine].
    public static final String LOCAL = "local";

    private Engines() {}

    /// Makes engines of one name; registered as a service of this type.
    public interface Provider {
        /// The name, as `--engine` takes it.
        String name();

        /// Begins to use it.
        ///
        /// @param master  where it is, or absent: as it finds it
        /// @param notices takes one sentence when something happens that its user should know of
        /// @throws InputException if it cannot be reached
        Engine open(@Nullable String master, Consumer<String> notices);
    }

    /// The engine of a name.
    ///
    /// @param threads of the local engine
    /// @param master  of any other
    /// @param notices takes one sentence when something happens that its user should know of
    /// @throws InputException if there is none of this name here, or it cannot be reached
    public static Engine named(String name, int threads, @Nullable String master, Consumer<String> notices) {
        if (name.equals(LOCAL)) {
            return new LocalEngine(threads, Jobs.installed());
        }
        for (Provider provider : ServiceLoader.load(Provider.class, Engines.class.getClassLoader())) {
            if (provider.name().equals(name)) {
                return provider.open(master, notices);
            }
        }
        throw new InputException(
                name.equals("spark")
                        ? "--engine spark: the engine is not on the class path; start Gyre with ./gyre, which brings it, or"
                                + " use --engine local"
                        : "--engine " + name + ": there is no such engine; use local or spark");
    }
}
