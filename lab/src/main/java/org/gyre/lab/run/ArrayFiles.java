package org.gyre.lab.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.Limits;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpyWriter;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;

/// Writes and reads `.npy` files together with their length and SHA-256.
public final class ArrayFiles {
    /// What a file must still be when it is read back.
    record Written(long bytes, String sha256) {}

    private ArrayFiles() {}

    /// Writes and forces a file; its name is durable once the folder is forced.
    static Written write(Storage storage, Path file, NpyArray array) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputFile output = storage.create(file)) {
            OutputStream stream =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(output), digest), 1 << 16);
            NpyWriter.write(array, stream);
            stream.flush();
            output.force();
            return new Written(output.length(), Sha256.hex(digest.digest()));
        }
    }

    /// Writes `arrays/<name>.npy`; its name is durable once the folder is forced.
    public static Result.ArrayFile write(Storage storage, Path folder, String name, NpyArray array) throws IOException {
        Written written = write(storage, folder.resolve(name + ".npy"), array);
        return new Result.ArrayFile(
                name,
                folder.getFileName() + "/" + name + ".npy",
                array.dtype().numpyName(),
                Arrays.stream(array.shape()).boxed().toList(),
                written.bytes(),
                written.sha256());
    }

    /// Reads a file that was written as told.
    ///
    /// @throws InputException if it is missing or not the same any more
    static NpyArray read(Path file, long bytes, String sha256) {
        String name = file.getFileName().toString();
        if (!name.matches("[a-z0-9_][a-z0-9_.-]*\\.npy")) {
            throw new InputException(file + " is not the name of an array file");
        }
        byte[] content = Json.bytes(file, Integer.MAX_VALUE - 8);
        if (content.length != bytes) {
            throw new InputException(file + " is corrupt: it has " + Plural.of(content.length, "byte") + " where "
                    + bytes + " were written; restore it from a copy");
        }
        if (!Sha256.of(content).equals(sha256)) {
            throw new InputException(
                    file + " is corrupt: its SHA-256 is not the one it was written with; restore it from a copy");
        }
        return NpyReader.read(content, file.toString(), Limits.DEFAULT);
    }

    /// @throws NumericFailure naming the first element that is not finite
    static void requireFinite(long step, String name, NpyArray array) {
        if (array.dtype() == DType.FLOAT32) {
            float[] values = array.floats();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new NumericFailure(step, element(name, array, i), "is " + values[i]);
                }
            }
        } else if (array.dtype() == DType.FLOAT64) {
            double[] values = array.doubles();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new NumericFailure(step, element(name, array, i), "is " + values[i]);
                }
            }
        }
    }

    /// `weights[3][7]`.
    private static String element(String name, NpyArray array, int index) {
        StringBuilder text = new StringBuilder();
        int[] shape = array.shape();
        int rest = index;
        for (int d = shape.length - 1; d >= 0; d--) {
            text.insert(0, "[" + rest % shape[d] + "]");
            rest /= shape[d];
        }
        return name + text;
    }
}
