package org.gyre.lab.engine;

import java.util.ServiceLoader;
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
        /// @param master where it is, or absent: as it finds it
        /// @throws InputException if it cannot be reached
        Engine open(@Nullable String master);
    }

    /// The engine of a name.
    ///
    /// @param threads of the local engine
    /// @param master  of any other
    /// @throws InputException if there is none of this name here
    public static Engine named(String name, int threads, @Nullable String master) {
        if (name.equals(LOCAL)) {
            return new LocalEngine(threads, Jobs.installed());
        }
        for (Provider provider : ServiceLoader.load(Provider.class, Engines.class.getClassLoader())) {
            if (provider.name().equals(name)) {
                return provider.open(master);
            }
        }
        throw new InputException(
                name.equals("spark")
                        ? "--engine spark: the jars of the cluster are not here; build them once with 'mvn -pl cluster -am"
                                + " package', or use --engine local"
                        : "--engine " + name + ": there is no such engine; use local or spark");
    }
}
