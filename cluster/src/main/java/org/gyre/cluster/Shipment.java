package org.gyre.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.gyre.core.linalg.NativeLibraries;

/// Data files, and jars of native libraries, that were given to Spark, which brings each to every executor once,
/// when its first task begins.
///
/// Spark knows files by their last names, of which two may be equal; it gets links of names of our own.
final class Shipment implements AutoCloseable {
    private final JavaSparkContext spark;
    private final Map<Path, Path> links = new LinkedHashMap<>();
    private final Set<Path> jars = new HashSet<>();

    Shipment(JavaSparkContext spark) {
        this.spark = spark;
    }

    /// The name under which a file travels, the same at both ends, whatever folder a process works in.
    static String nameOf(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(file.normalize().toString().getBytes(UTF_8));
            // Its own name stays at the end: readers look at what follows the dot.
            return "gyre-" + HexFormat.of().formatHex(digest, 0, 12) + "-" + file.getFileName();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Sends the native libraries that this process uses by now: opening an experiment has loaded what it needs.
    void sendLibraries() {
        for (Path jar : NativeLibraries.jars()) {
            if (jars.add(jar)) {
                spark.addJar(jar.toUri().toString());
            }
        }
    }

    /// Sends what was not sent before. Folders stay: a machine finds them under the same path or not at all.
    void send(List<Path> files) {
        for (Path file : files) {
            if (!links.containsKey(file) && Files.isRegularFile(file)) {
                Path link = link(file);
                links.put(file, link);
                spark.addFile(link.toUri().toString());
            }
        }
    }

    private static Path link(Path file) {
        try {
            Path folder = Files.createTempDirectory("gyre-shipment");
            return Files.createSymbolicLink(folder.resolve(nameOf(file)), file.toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot prepare " + file + " for the cluster", failure);
        }
    }

    @Override
    public void close() {
        for (Path link : links.values()) {
            Path folder = link.getParent();
            try {
                Files.deleteIfExists(link);
                if (folder != null) {
                    Files.deleteIfExists(folder);
                }
            } catch (IOException left) {
                return; // a link in a folder for such things harms nobody
            }
        }
        links.clear();
    }
}
