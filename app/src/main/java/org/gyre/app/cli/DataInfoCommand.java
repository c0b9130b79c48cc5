package org.gyre.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.SourceName;
import org.gyre.data.idx.IdxReader;
import org.gyre.data.image.GreyImage;
import org.gyre.data.image.ImageReader;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpzReader;
import org.gyre.data.text.TextMatrix;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gyre data info FILE`: what a file or folder is, by its bytes, what is in it, and which
/// recording it was taken for.
@Command(
        name = "info",
        description = "Tell what a file is (by its bytes, not its name) and what is in it.",
        footer = {
            "",
            "Examples:",
            "  gyre data info weights.npy",
            "  gyre data info recording.h5",
            "  gyre data info network.nir",
            "  gyre data info sorted/ --good-only"
        })
final class DataInfoCommand implements GyreSubcommand {
    /// What a file's name promises, by its last part.
    private static final Map<String, FileKind> NAMED = Map.ofEntries(
            Map.entry("npy", FileKind.NPY),
            Map.entry("npz", FileKind.ZIP),
            Map.entry("zip", FileKind.ZIP),
            Map.entry("gz", FileKind.GZIP),
            Map.entry("png", FileKind.PNG),
            Map.entry("jpg", FileKind.JPEG),
            Map.entry("jpeg", FileKind.JPEG),
            Map.entry("pdf", FileKind.PDF),
            Map.entry("h5", FileKind.HDF5),
            Map.entry("hdf5", FileKind.HDF5),
            Map.entry("nwb", FileKind.HDF5),
            Map.entry("nir", FileKind.HDF5),
            Map.entry("mat", FileKind.MAT5),
            Map.entry("csv", FileKind.TEXT),
            Map.entry("txt", FileKind.TEXT),
            Map.entry("dat", FileKind.TEXT));

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A .npy, .npz, IDX, text, MATLAB, HDF5, NWB, NIR or image file, a part of one such as data.h5:/group, or"
                            + " a folder of phy.")
    @SuppressWarnings("NullAway.Init") // required
    String source;

    private Path file = Path.of("");

    @Mixin
    RecordingFileOptions recording = new RecordingFileOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    DataInfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        file = SourceName.of(source).file();
        if (Files.isDirectory(file)) {
            return folder();
        }
        FileKind kind = InputFile.kind(file);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("bytes", size());
        object.put("kind", kind.name().toLowerCase(Locale.ROOT));
        object.put("description", description(kind));
        List<String> warnings = new ArrayList<>();
        List<Map<String, Object>> arrays = new ArrayList<>();
        switch (kind) {
            case NPY -> arrays.add(describe("", NpyReader.read(file), warnings));
            case ZIP -> {
                NpzReader.readAll(file, Limits.DEFAULT)
                        .forEach((name, array) -> arrays.add(describe(name, array, warnings)));
                object.putAll(RecordingInfo.ifAny(source, recording, warnings));
            }
            case IDX -> arrays.add(describe("", IdxReader.read(file), warnings));
            case GZIP -> {
                if (IdxReader.isIdx(file)) {
                    arrays.add(describe("", IdxReader.read(file), warnings));
                }
            }
            case TEXT -> table(arrays, warnings, object);
            case HDF5 ->
                object.putAll(
                        NirInfo.matches(file)
                                ? NirInfo.of(file, warnings)
                                : RecordingInfo.of(source, kind, recording, warnings));
            case MAT5, MAT73 -> object.putAll(RecordingInfo.of(source, kind, recording, warnings));
            case PNG, JPEG -> {
                GreyImage image = ImageReader.read(file);
                object.put("width", image.width());
                object.put("height", image.height());
            }
            default -> {
                // Nothing but the kind is known.
            }
        }
        object.put("arrays", arrays);
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            print(kind, object, arrays, warnings);
        }
        return ExitCode.DONE;
    }

    private int folder() {
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        object.put("file", file.toString());
        object.put("kind", "folder");
        object.put("description", "a folder");
        // Of a folder that is none of phy the reason is told, as of a file that cannot be read.
        object.putAll(RecordingInfo.recording(recording.read(source), warnings));
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            console.print(file + ": a folder");
            RecordingInfo.print(object, console);
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    /// A text that is named as a table must be one; of another it is only said that it is none.
    private void table(List<Map<String, Object>> arrays, List<String> warnings, Map<String, Object> object) {
        object.putAll(RecordingInfo.ifAny(source, recording, warnings));
        Matrix matrix;
        try {
            matrix = TextMatrix.read(file);
        } catch (InputException noTable) {
            if (object.containsKey("units")) {
                // Columns of unequal length are no table, but spikes.
                return;
            }
            if (NAMED.get(extension()) == FileKind.TEXT) {
                throw noTable;
            }
            object.remove("no_recording"); // for the same reason
            warnings.add("no table of numbers could be read: " + noTable.getMessage());
            return;
        }
        Map<String, Object> entry =
                describe("", NpyArray.of(matrix.values(), matrix.rows(), matrix.columns()), warnings);
        if (!matrix.columnNames().isEmpty()) {
            entry.put("columns", matrix.columnNames());
        }
        arrays.add(entry);
    }

    /// `a text file, though named .png`.
    private String description(FileKind kind) {
        FileKind named = NAMED.get(extension());
        boolean matlab = named == FileKind.MAT5 && kind == FileKind.MAT73;
        return named == null || named == kind || matlab
                ? kind.description()
                : kind.description() + ", though named ." + extension();
    }

    private String extension() {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e.getMessage() + ")", new UncheckedIOException(e));
        }
    }

    private static Map<String, Object> describe(String name, NpyArray array, List<String> warnings) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            entry.put("name", name);
        }
        List<Integer> shape = new ArrayList<>();
        for (int extent : array.shape()) {
            shape.add(extent);
        }
        entry.put("type", array.dtype().numpyName());
        entry.put("shape", shape);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long notFinite = 0;
        for (double value : array.doubles()) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            } else {
                notFinite++;
            }
        }
        long finite = array.size() - notFinite;
        entry.put("min", finite == 0 ? Double.NaN : min);
        entry.put("max", finite == 0 ? Double.NaN : max);
        entry.put("mean", finite == 0 ? Double.NaN : sum / finite);
        if (notFinite > 0) {
            warnings.add((name.isEmpty() ? "the array" : name) + " holds "
                    + Plural.of(notFinite, "value that is", "values that are") + " NaN or infinite");
        }
        return entry;
    }

    private void print(
            FileKind kind, Map<String, Object> object, List<Map<String, Object>> arrays, List<String> warnings) {
        console.print(file + ": " + description(kind) + ", " + Plural.of(size(), "byte"));
        if (object.containsKey("width")) {
            console.print("  " + object.get("width") + " x " + object.get("height") + " pixels");
        }
        for (Map<String, Object> array : arrays) {
            String name = array.containsKey("name") ? array.get("name") + ": " : "";
            console.print("  " + name + array.get("type") + " of shape " + array.get("shape") + ", from "
                    + number(array.get("min")) + " to " + number(array.get("max")) + ", mean "
                    + number(array.get("mean")));
            if (array.get("columns") instanceof List<?> columns) {
                console.print("  columns: " + columns);
            }
        }
        RecordingInfo.print(object, console);
        NirInfo.print(object, console);
        warnings.forEach(console::complain);
    }

    private static String number(@Nullable Object value) {
        return value instanceof Double number ? Numbers.compact(number) : "–";
    }
}
