package org.gyre.data.matrix;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpzReader;
import org.gyre.data.text.TextMatrix;

/// Reads a matrix or a vector from a `.npy`, `.npz` or text file. What the file is, is told by its first
/// bytes; its name matters only for `archive.npz:name`, which chooses one array of several.
public final class MatrixFile {
    private MatrixFile() {}

    /// As [#read(String, Limits)] with [Limits#DEFAULT].
    public static Matrix read(String source) {
        return read(source, Limits.DEFAULT);
    }

    public static Matrix read(Path file) {
        return read(file.toString(), Limits.DEFAULT);
    }

    /// Reads a matrix: of an array of one dimension, one column; of a single number, one cell.
    ///
    /// @param source a file, or `archive.npz:name`
    /// @throws InputException if the file cannot be read, is of another kind, has more than two
    ///     dimensions, or holds NaN or infinities
    public static Matrix read(String source, Limits limits) {
        Source parts = Source.of(source);
        FileKind kind = InputFile.kind(parts.file);
        if (!parts.member.isEmpty() && kind != FileKind.ZIP) {
            throw new InputException(parts.file + ": is " + kind.description() + ", not an .npz archive");
        }
        return switch (kind) {
            case NPY -> matrix(NpyReader.read(parts.file, limits), source);
            case ZIP -> matrix(NpzReader.read(parts.file, parts.member, limits), source);
            case TEXT -> TextMatrix.read(parts.file, limits);
            case EMPTY ->
                throw new InputException(parts.file + ": the file is empty; a matrix of numbers was expected");
            default ->
                throw new InputException(parts.file + ": is " + kind.description()
                        + "; matrices are read from .npy, .npz and text files");
        };
    }

    /// Reads a vector: an array of one dimension, one row, or one column.
    ///
    /// @throws InputException as [#read], and if there is more than one row and more than one column
    public static double[] readVector(String source) {
        Matrix matrix = read(source, Limits.DEFAULT);
        if (matrix.rows() != 1 && matrix.columns() != 1) {
            throw new InputException(source + ": is " + shape(matrix)
                    + "; a vector (one row or one column) was expected: keep one of them");
        }
        return matrix.values();
    }

    /// Reads a square matrix, such as weights (`[to][from]`).
    ///
    /// @throws InputException as [#read], and if the matrix is not square
    public static Matrix readSquare(String source) {
        Matrix matrix = read(source, Limits.DEFAULT);
        if (matrix.rows() != matrix.columns() || matrix.rows() == 0) {
            throw new InputException(source + ": is " + shape(matrix)
                    + "; weights need a square one, a row and a column for each unit: export the whole matrix");
        }
        return matrix;
    }

    private static String shape(Matrix matrix) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        return rows == 1 || columns == 1
                ? "a vector of " + Math.max(rows, columns) + (rows * columns == 1 ? " number" : " numbers")
                : "a matrix of " + rows + " x " + columns;
    }

    private static Matrix matrix(NpyArray array, String source) {
        int[] shape = array.shape();
        if (shape.length > 2) {
            throw new InputException(
                    source + ": has shape " + Arrays.toString(shape) + "; one or two dimensions were expected");
        }
        int rows = shape.length == 0 ? 1 : shape[0];
        int columns = shape.length == 2 ? shape[1] : 1;
        double[] values = array.doubles();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputException(source + ": row " + (i / columns + 1) + ", column " + (i % columns + 1)
                        + " is " + values[i] + ", not a finite number; remove the row or fill in a number");
            }
        }
        return new Matrix(rows, columns, values, List.of());
    }

    /// A file and perhaps the name of an array in it.
    private record Source(Path file, String member) {
        static Source of(String text) {
            int colon = text.toLowerCase(Locale.ROOT).lastIndexOf(".npz:");
            return colon < 0
                    ? new Source(InputFile.named(text), "")
                    : new Source(InputFile.named(text.substring(0, colon + 4)), text.substring(colon + 5));
        }
    }
}
