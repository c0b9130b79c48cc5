package org.gyre.data.matrix;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.SourceName;
import org.gyre.data.Unknowns;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpzReader;
import org.gyre.data.text.TextMatrix;

/// Reads a matrix or a vector from a `.npy`, `.npz`, MATLAB, HDF5 or text file. What the file is,
/// is told by its first bytes; its name matters only for `archive.npz:name`, `results.mat:name` and
/// `data.h5:/group/name`, which choose one array of several.
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
    /// @param source a file, `archive.npz:name`, `results.mat:name` or `data.h5:/group/name`
    /// @throws InputException if the file cannot be read, is of another kind, has more than two
    ///     dimensions, or holds NaN or infinities
    public static Matrix read(String source, Limits limits) {
        return read(source, limits, Unknowns.REFUSED);
    }

    /// As above, with a choice of what becomes of NaN and infinities.
    ///
    /// @throws InputException as above, but for what is kept
    public static Matrix read(String source, Limits limits, Unknowns unknowns) {
        SourceName parts = SourceName.of(source);
        Path file = parts.file();
        FileKind kind = InputFile.kind(file);
        boolean container =
                kind == FileKind.ZIP || kind == FileKind.HDF5 || kind == FileKind.MAT73 || kind == FileKind.MAT5;
        if (!parts.member().isEmpty() && !container) {
            throw new InputException(file + ": is " + kind.description() + ", not an .npz archive, a MATLAB or an HDF5"
                    + " file; leave ':" + FileKind.printable(parts.member()) + "' out");
        }
        return switch (kind) {
            case NPY -> matrix(NpyReader.read(file, limits), source, unknowns);
            case ZIP -> matrix(NpzReader.read(file, parts.member(), limits), source, unknowns);
            case MAT5 -> MatMatrix.read(file, parts.member(), limits, unknowns);
            case MAT73 ->
                parts.member().startsWith("/")
                        ? Hdf5Matrix.read(file, parts.member(), limits, unknowns)
                        : MatMatrix.read(file, parts.member(), limits, unknowns);
            case HDF5 -> Hdf5Matrix.read(file, parts.member(), limits, unknowns);
            case TEXT -> TextMatrix.read(file, limits, unknowns);
            case EMPTY -> throw new InputException(file + ": the file is empty; a matrix of numbers was expected");
            default ->
                throw new InputException(file + ": is " + kind.description()
                        + "; matrices are read from .npy, .npz, MATLAB, HDF5 and text files, whatever their name: export"
                        + " the numbers as one of them");
        };
    }

    /// Reads a vector: an array of one dimension, one row, or one column.
    ///
    /// @throws InputException as [#read], and if there is more than one row and more than one
    ///     column
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

    private static Matrix matrix(NpyArray array, String source, Unknowns unknowns) {
        int[] shape = array.shape();
        if (shape.length > 2) {
            throw new InputException(
                    source + ": has shape " + Arrays.toString(shape) + "; one or two dimensions were expected");
        }
        int rows = shape.length == 0 ? 1 : shape[0];
        int columns = shape.length == 2 ? shape[1] : 1;
        double[] values = array.doubles();
        return checked(rows, columns, values, source, unknowns);
    }

    /// A matrix of numbers, `[row][column]`, which is kept and in which all must be finite or are
    /// kept as NaN.
    static Matrix checked(int rows, int columns, double[] values, String source, Unknowns unknowns) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                if (unknowns == Unknowns.KEPT) {
                    values[i] = Double.NaN;
                    continue;
                }
                throw new InputException(source + ": row " + (i / columns + 1) + ", column " + (i % columns + 1)
                        + " is " + values[i] + ", not a finite number; remove the row or fill in a number");
            }
        }
        return new Matrix(rows, columns, values, List.of());
    }
}
