package org.gyre.lab.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gyre.lab.report.Comparison;
import org.gyre.lab.report.ComparisonText;
import org.gyre.lab.report.Report;
import org.gyre.lab.run.Checkpoints;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;

/// A small finished run in which one file is replaced: the first byte of the input says which,
/// the others are what is in it. Then the run is verified, reported, compared with itself, and
/// its checkpoint looked for.
public final class RunDirectoryTarget {
    /// The files that can be replaced; seeds begin with the letter at their place in the
    /// alphabet.
    static final List<String> FILES = List.of(
            "manifest.json",
            "result.json",
            "figures.json",
            "files.json",
            "checkpoints/step-000000002/checkpoint.json",
            "checkpoints/LAST",
            "events.jsonl",
            "scalars.csv",
            "config.toml",
            "cite.bib");

    private static final List<String> ARRAYS =
            List.of("arrays/homeostasis.npy", "checkpoints/step-000000002/table.npy");

    private static final Path FOLDER = folder();

    private RunDirectoryTarget() {}

    /// Loads what a reading needs, whose time is not that of an input.
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[] {'j'});
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        String name = FILES.get(Math.floorMod(bytes[0] - 'a', FILES.size()));
        write(name, Arrays.copyOfRange(bytes, 1, bytes.length));
        try {
            Refusal.only(() -> {
                Verify.Report report = Verify.run(FOLDER);
                Refusal.sentences(report.problems());
                Refusal.sentences(report.notes());
            });
            if (name.startsWith("checkpoints/")) {
                Refusal.only(() -> reading(RunDirectoryTarget::checkpoint));
            } else {
                Refusal.only(() -> reading(() -> Report.html(RunDirectory.open(FOLDER))));
                Refusal.only(() -> reading(() -> ComparisonText.html(Comparison.of(List.of(FOLDER, FOLDER)))));
            }
        } finally {
            write(name, original(name));
        }
    }

    private static Object checkpoint() throws IOException {
        RunDirectory run = RunDirectory.open(FOLDER);
        String id = Manifest.read(run.manifest()).runId();
        return new Checkpoints(new DiskStorage(), run.checkpoints(), id).recover();
    }

    private interface Reading {
        Object of() throws IOException;
    }

    private static void reading(Reading reading) {
        try {
            reading.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("gyre-fuzz");
            Files.createDirectories(folder.resolve("arrays"));
            Files.createDirectories(folder.resolve("checkpoints/step-000000002"));
            for (List<String> names : List.of(FILES, ARRAYS)) {
                for (String name : names) {
                    Files.write(folder.resolve(name), original(name));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, byte[] bytes) {
        try {
            Files.write(FOLDER.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file of the run in the test resources.
    static byte[] original(String name) {
        try (InputStream in = RunDirectoryTarget.class.getResourceAsStream("run/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource run/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
