package org.gyre.measure.mutualinfo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gyre.measure.series.RealSeries;
import org.junit.jupiter.api.Assumptions;

/// The time series on which other programs published their results, which lie beside the checkout where they are
/// present.
final class SharedSeries {
    private SharedSeries() {}

    /// Some columns of a file; skips the calling test if the file is absent.
    static RealSeries columns(String name, int... columns) {
        String shared = System.getProperty("gyre.shared", "../../shared");
        Path file = Path.of(shared, "data", "time-series", name + ".txt");
        Assumptions.assumeTrue(Files.exists(file), "no reference data: set -Dgyre.shared");
        try {
            return RealSeries.of(
                    columns.length,
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("%"))
                            .map(line -> line.strip().split("\\s+", -1))
                            .flatMapToDouble(cells ->
                                    Arrays.stream(columns).mapToDouble(column -> Double.parseDouble(cells[column])))
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
