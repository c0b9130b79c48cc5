package org.gyre.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.data.text.CsvText;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the values of single samples go, if anywhere.
final class LocalOptions {
    @Option(
            names = "--local",
            paramLabel = "FILE",
            description = "Also write the local values, a row for each sample, to a new .npy or .csv file.")
    @Nullable
    Path file;

    /// Whether they are wanted.
    boolean wanted() {
        return file != null;
    }

    /// @throws InputException if the file exists, is of another kind, or has no place to be
    void check() {
        if (file == null) {
            return;
        }
        if (!isNpy(file) && !lower(file).endsWith(".csv")) {
            throw new InputException("--local " + file + ": must end with .npy or .csv");
        }
        if (Files.exists(file)) {
            throw new InputException("--local " + file + ": is there already; choose another name");
        }
        Target.check("--local", file);
    }

    /// Writes values, if they are wanted: a heading and rows, or an array `[sample][column]`, of one
    /// dimension if there is one column.
    ///
    /// @param columns their names
    /// @param nats `[sample][column]`, row by row
    /// @throws InputException if the file cannot be written
    void write(List<String> columns, double[] nats, Unit unit) {
        if (file == null) {
            return;
        }
        double[] values = new double[nats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = unit.fromNats(nats[i]);
        }
        try {
            new DiskStorage()
                    .replace(file.toAbsolutePath(), isNpy(file) ? array(columns, values) : text(columns, values));
        } catch (IOException e) {
            throw new InputException("--local " + file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isNpy(Path file) {
        return lower(file).endsWith(".npy");
    }

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] array(List<String> columns, double[] values) {
        int n = columns.size();
        return NpyWriter.toBytes(
                n == 1 ? NpyArray.of(values, values.length) : NpyArray.of(values, values.length / n, n));
    }

    private static byte[] text(List<String> columns, double[] values) {
        CsvText text = new CsvText().line(columns);
        for (int i = 0; i < values.length; i++) {
            text.cell(values[i]);
            if ((i + 1) % columns.size() == 0) {
                text.end();
            }
        }
        return text.toBytes();
    }
}
