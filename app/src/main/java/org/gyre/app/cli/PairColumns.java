package org.gyre.app.cli;

import picocli.CommandLine.Option;

/// The two groups of columns whose information is measured.
final class PairColumns {
    @Option(names = "--x", required = true, paramLabel = "COLUMNS", description = "Columns of x, such as 0 or 0,1.")
    @SuppressWarnings("NullAway.Init") // required
    String x;

    @Option(names = "--y", required = true, paramLabel = "COLUMNS", description = "Columns of y.")
    @SuppressWarnings("NullAway.Init") // required
    String y;

    int[] x(Samples samples) {
        return samples.columns("--x", x);
    }

    int[] y(Samples samples) {
        return samples.columns("--y", y);
    }
}
