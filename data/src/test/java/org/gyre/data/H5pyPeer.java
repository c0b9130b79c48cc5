package org.gyre.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Python that has h5py, the reader and writer of HDF5 over the HDF5 library, as an independent judge of files.
public final class H5pyPeer {
    /// The system's own Python first, to which packages such as Debian's python3-h5py belong.
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private H5pyPeer() {}

    /// Runs a program in a folder and returns what it printed; skips the test where no Python has h5py.
    public static String run(Path folder, String program) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("program.py"), program);
        for (String python : PYTHONS) {
            Path printed = folder.resolve("printed.txt");
            Process process;
            try {
                process = new ProcessBuilder(python, script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
            } catch (IOException e) {
                continue;
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(python + " did not end within a minute");
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            if (!text.contains("No module named")) {
                assertThat(process.exitValue()).as(text).isZero();
                return text.strip();
            }
        }
        return abort("skipped: no Python with h5py is installed");
    }
}
