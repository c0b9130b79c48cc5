package org.gyre.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.nir.NirWriter;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpzWriter;
import org.gyre.data.text.CsvText;
import org.gyre.data.text.TextMatrix;
import org.gyre.lab.lif.LifRun;
import org.gyre.lab.lif.nir.NirExport;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre export RUN`: a run's arrays and scalars for other programs.
///
/// `npz` is one file with each array of the run under its name and each column of `scalars.csv` as
/// `scalars_<column>`. `csv` is a folder with `scalars.csv` and one file for each array: a row for each index but
/// the last, whole numbers as such, other numbers with all digits. `nir` is one file with the network of a run of
/// spiking layers.
@Command(
        name = "export",
        description = {
            "Write a run's arrays and scalars to one .npz file or to a folder of .csv files, or the network of a run of"
                    + " spiking layers to a .nir file."
        },
        footer = {
            "",
            "Examples:",
            "  gyre export runs/2026-… --format npz --out weights.npz",
            "  gyre export runs/2026-… --format csv",
            "  gyre export runs/2026-… --format nir --dt 0.001"
        })
final class ExportCommand implements GyreSubcommand {
    enum Format {
        npz,
        csv,
        nir
    }

    private final Console console;
    private final Storage storage = new DiskStorage();

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    Path run;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // required
    Format format;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description =
                    "The .npz or .nir file, or the folder of .csv files; it must not exist. By default named after the"
                            + " run, here.")
    @Nullable
    Path out;

    @Option(
            names = "--dt",
            paramLabel = "SECONDS",
            description = "Of nir: what a step of the network is in the time of its equations (0.001 if not given).")
    @Nullable
    Double step;

    @Mixin
    OutputOptions output = new OutputOptions();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (step != null && format != Format.nir) {
            throw new InputException("--dt: only --format nir has a time; leave it away");
        }
        RunDirectory directory = RunDirectory.open(run);
        Result result = Result.read(directory.result());
        Path target = out == null ? Path.of(nameOf(run) + (format == Format.csv ? "-csv" : "." + format)) : out;
        if (Files.exists(target)) {
            throw new InputException(target + ": is there already; choose another --out");
        }
        if (format != Format.csv) {
            Target.check("--out", target);
        }
        if (format == Format.nir) {
            return network(directory, target, step == null ? NirExport.STEP : step);
        }
        List<String> names;
        try {
            names = format == Format.npz ? npz(directory, result, target) : csv(directory, result, target);
        } catch (IOException e) {
            throw new InputException(target + ": cannot be written (" + e.getMessage() + ")", e);
        }
        List<String> warnings = UnfinishedRun.warnings(
                run, result, "only its scalars so far were exported: its arrays are written at its end");
        warnings.forEach(console::complain);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.put("out", target.toString());
            object.put("format", format.name());
            object.put("arrays", names);
            object.put("warnings", warnings);
            console.printJson(object);
        } else {
            console.print(target.toString());
        }
        return ExitCode.DONE;
    }

    private int network(RunDirectory directory, Path target, double seconds) {
        NirExport.Exported exported = NirExport.of(LifRun.read(directory), seconds);
        try {
            storage.replace(target.toAbsolutePath(), NirWriter.toBytes(exported.graph()));
        } catch (IOException e) {
            throw new InputException(target + ": cannot be written (" + e.getMessage() + ")", e);
        }
        exported.warnings().forEach(console::complain);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.put("out", target.toString());
            object.put("format", format.name());
            object.put("dt", seconds);
            NirInfo.graph(exported.graph(), object);
            object.put("warnings", exported.warnings());
            console.printJson(object);
        } else {
            console.print(target.toString());
        }
        return ExitCode.DONE;
    }

    private static String nameOf(Path run) {
        return String.valueOf(run.toAbsolutePath().normalize().getFileName());
    }

    private List<String> npz(RunDirectory directory, Result result, Path target) throws IOException {
        Map<String, NpyArray> members = arrays(directory, result);
        Matrix scalars = TextMatrix.read(directory.scalars());
        for (int column = 0; column < scalars.columns(); column++) {
            members.put(
                    "scalars_" + scalars.columnNames().get(column),
                    NpyArray.of(scalars.column(column), scalars.rows()));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NpzWriter.write(members, bytes);
        storage.replace(target.toAbsolutePath(), bytes.toByteArray());
        return List.copyOf(members.keySet());
    }

    private List<String> csv(RunDirectory directory, Result result, Path target) throws IOException {
        Map<String, NpyArray> members = arrays(directory, result);
        storage.createDirectories(target.toAbsolutePath());
        storage.replace(target.toAbsolutePath().resolve("scalars.csv"), Files.readAllBytes(directory.scalars()));
        for (Map.Entry<String, NpyArray> member : members.entrySet()) {
            storage.replace(target.toAbsolutePath().resolve(member.getKey() + ".csv"), text(member.getValue()));
        }
        List<String> names = new ArrayList<>(members.keySet());
        names.add("scalars");
        return names;
    }

    /// The run's arrays by name, as `result.json` lists them; none before the run is finished.
    private static Map<String, NpyArray> arrays(RunDirectory directory, Result result) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        for (Result.ArrayFile file : result.arrays()) {
            arrays.put(file.name(), NpyReader.read(directory.arrays().resolve(file.name() + ".npy"), Limits.DEFAULT));
        }
        return arrays;
    }

    private static byte[] text(NpyArray array) {
        int[] shape = array.shape();
        int columns = shape.length == 0 ? 1 : Math.max(1, shape[shape.length - 1]);
        CsvText text = new CsvText();
        double[] values = array.doubles();
        for (int i = 0; i < values.length; i++) {
            if (array.dtype().integer()) {
                text.cell((long) values[i]);
            } else {
                text.cell(values[i]);
            }
            if (shape.length < 2 || i % columns == columns - 1) {
                text.end();
            }
        }
        return text.toBytes();
    }
}
