package org.gyre.measure.avalanche;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The reference data of Clauset, Shalizi and Newman (2009), which lie beside the checkout where they are present.
final class SharedData {
    private SharedData() {}

    /// A sample divided by `unit`; skips the calling test if the file is absent.
    static Tally powerLaw(String name, double unit) {
        String shared = System.getProperty("gyre.shared", "../../shared");
        Path file = Path.of(shared, "data", "power-law", name + ".txt");
        Assumptions.assumeTrue(Files.exists(file), "no reference data: set -Dgyre.shared");
        try {
            return Tally.of(Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .mapToDouble(line -> Double.parseDouble(line.strip()) / unit)
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
