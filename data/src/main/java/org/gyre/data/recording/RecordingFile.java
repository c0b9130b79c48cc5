package org.gyre.data.recording;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Matrix;
import org.gyre.data.SourceName;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.mat.MatFile;
import org.gyre.data.mat.MatValue;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpzReader;
import org.gyre.data.text.TextColumns;

/// Reads a recording of spikes from any file or folder that holds one. What a file is, is told by
/// its first bytes, never by its name.
///
/// - Text: pairs of time and unit, a column of times for each unit, or spike counts.
/// - HDF5: `/spikes` with `/sCount`; NWB units; with `file.h5:/path` a dataset or a group of
///   vectors.
/// - MATLAB 5 to 7.3 and `.npz`: cells, structures or vectors of times.
/// - `.npy`: a table as in text.
/// - A folder of phy or Kilosort.
public final class RecordingFile {
    private RecordingFile() {}

    /// As [#read(String, RecordingOptions)] with nothing said.
    public static Recording read(String source) {
        return read(source, RecordingOptions.DEFAULT);
    }

    /// Reads a recording.
    ///
    /// @param source a file, a folder, or `container:name`
    /// @throws InputException if the file cannot be read, holds no recording, is malformed, or
    ///     contradicts the options
    public static Recording read(String source, RecordingOptions options) {
        SourceName name = SourceName.of(source);
        Path file = name.file();
        if (Files.isDirectory(file)) {
            if (PhyFolder.matches(file)) {
                refuseTableOptions(source, options);
                return PhyFolder.read(file, options);
            }
            throw new InputException(file + ": is a folder without spike_times.npy; name a file in it");
        }
        TableRecording.refuse(
                source,
                options.goodOnly(),
                "--good-only",
                "only a folder of phy or Kilosort says which units are good");
        FileKind kind = InputFile.kind(file);
        if (!name.member().isEmpty() && kind == FileKind.TEXT) {
            throw new InputException(file + ": is a text file, which has no part '" + FileKind.printable(name.member())
                    + "'; leave the name out");
        }
        return switch (kind) {
            case HDF5, MAT73 ->
                Hdf5File.read(file, options.limits(), hdf5 -> ofHdf5(hdf5, name, kind == FileKind.MAT73, options));
            case MAT5 -> ofMatlab(name, options);
            case ZIP -> ofArchive(name, options);
            case NPY -> TableRecording.read(Table.of(source, MatrixFile.read(source, options.limits())), options);
            case TEXT -> TableRecording.read(Table.of(source, TextColumns.read(file, options.limits())), options);
            case EMPTY -> throw new InputException(source + ": the file is empty; a recording of spikes was expected");
            default ->
                throw new InputException(source + ": is " + kind.description()
                        + "; recordings are read from text, HDF5, NWB, MATLAB, .npy and .npz files and phy folders:"
                        + " export the spikes as one of them");
        };
    }

    private static Recording ofHdf5(Hdf5File file, SourceName name, boolean matlab, RecordingOptions options) {
        String member = name.member();
        boolean root = member.isEmpty() || member.equals("/");
        if (root && ChannelLayout.matches(file)) {
            refuseTableOptions(file.name(), options);
            return ChannelLayout.read(file, options);
        }
        if ((root || member.equals("/units")) && NwbUnits.matches(file)) {
            refuseTableOptions(file.name(), options);
            return NwbUnits.read(file, options);
        }
        if (matlab && !member.startsWith("/")) {
            return ofMatlab(name, options);
        }
        return Hdf5Parts.read(file, root ? "/" : member, options);
    }

    /// Refuses what is said of tables, where a file is none.
    private static void refuseTableOptions(String file, RecordingOptions options) {
        String why = "as this is no table but lists spikes in a way of its own";
        TableRecording.refuse(file, options.layout() != RecordingOptions.Layout.AUTO, "--layout", why);
        TableRecording.refuse(file, options.bin().isPresent(), "--counts-bin", why);
    }

    private static Recording ofMatlab(SourceName name, RecordingOptions options) {
        return MatFile.read(name.file(), options.limits(), file -> {
            List<String> wanted = name.member().isEmpty() ? file.variables() : List.of(name.member());
            Map<String, MatValue> values = new LinkedHashMap<>();
            wanted.forEach(variable -> values.put(variable, file.read(variable)));
            return new Variables(file.name(), values, options).read();
        });
    }

    private static Recording ofArchive(SourceName name, RecordingOptions options) {
        String file = name.file().toString();
        if (!name.member().isEmpty()) {
            String source = file + ":" + name.member();
            Matrix matrix = MatrixFile.read(source, options.limits());
            return TableRecording.read(Table.of(source, matrix), options);
        }
        Map<String, MatValue> values = new LinkedHashMap<>();
        NpzReader.readAll(name.file(), options.limits()).forEach((member, array) -> values.put(member, value(array)));
        return new Variables(file, values, options).read();
    }

    /// An array as a variable, first index fastest.
    private static MatValue value(NpyArray array) {
        int[] shape = array.shape();
        if (shape.length > 2) {
            return new MatValue.Other("an array of " + Plural.of(shape.length, "dimension"));
        }
        double[] values = array.doubles();
        if (shape.length < 2) {
            return new MatValue.Numbers(array.dtype().numpyName(), new int[] {values.length, 1}, values);
        }
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % shape[1] * shape[0] + i / shape[1]] = values[i];
        }
        return new MatValue.Numbers(array.dtype().numpyName(), shape, turned);
    }
}
