package org.gyre.core.linalg;

/// Bounds checks for matrices that live inside larger arrays. A native call past the end of an array would corrupt
/// the heap, so every implementation checks here first.
final class Shapes {
    private Shapes() {}

    /// @throws IllegalArgumentException if a `rows` × `columns` matrix at `offset` with rows `ld` apart does not fit
    /// into `length` elements
    static void check(String name, int rows, int columns, int offset, int ld, int length) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(name + " has negative shape " + rows + " x " + columns);
        }
        if (rows == 0 || columns == 0) {
            return;
        }
        if (offset < 0 || ld < columns || offset + (rows - 1L) * ld + columns > length) {
            throw new IllegalArgumentException(name + " of " + rows + " x " + columns + " at offset " + offset
                    + " with leading dimension " + ld + " does not fit into an array of " + length);
        }
    }

    /// @throws IllegalArgumentException if a vector of `size` does not fit into `length` elements
    static void checkVector(String name, int size, int length) {
        if (size < 0 || size > length) {
            throw new IllegalArgumentException(
                    name + " of " + size + " elements does not fit into an array of " + length);
        }
    }

    /// Rejects NaN and infinities, which iterative algorithms may never leave.
    ///
    /// @param lowerOnly whether only the lower triangle counts
    /// @throws IllegalArgumentException naming the first bad entry
    static void checkFinite(String name, int rows, int columns, double[] a, int offset, int ld, boolean lowerOnly) {
        for (int i = 0; i < rows; i++) {
            int end = lowerOnly ? i + 1 : columns;
            for (int j = 0; j < end; j++) {
                double value = a[offset + i * ld + j];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            name + " entry (row " + i + ", column " + j + ") is " + value + ": must be finite");
                }
            }
        }
    }

    /// The LAPACK `info` of a factor whose diagonal must be finite and, if `positive`, above zero: 0, or
    /// the 1-based index of the first entry that is not. OpenBLAS lets NaN pass.
    static int infoOfDiagonal(int n, double[] a, int offset, int ld, boolean positive) {
        for (int i = 0; i < n; i++) {
            double pivot = a[offset + i * ld + i];
            if (!Double.isFinite(pivot) || (positive ? pivot <= 0 : pivot == 0)) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Copies the lower triangle onto the upper one.
    static void mirrorLower(int n, double[] a, int offset, int ld) {
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                a[offset + j * ld + i] = a[offset + i * ld + j];
            }
        }
    }

    /// Applies the row swaps `(i, pivots[i])` for i = 0 … n−1.
    static void permuteForward(int n, int columns, int[] pivots, double[] b, int offset, int ld) {
        for (int i = 0; i < n; i++) {
            swapRows(b, offset, ld, columns, i, pivots[i]);
        }
    }

    /// Applies the row swaps `(i, pivots[i])` for i = n−1 … 0, which undoes [#permuteForward].
    static void permuteBackward(int n, int columns, int[] pivots, double[] b, int offset, int ld) {
        for (int i = n - 1; i >= 0; i--) {
            swapRows(b, offset, ld, columns, i, pivots[i]);
        }
    }

    private static void swapRows(double[] b, int offset, int ld, int columns, int i, int j) {
        if (i == j) {
            return;
        }
        for (int c = 0; c < columns; c++) {
            double t = b[offset + i * ld + c];
            b[offset + i * ld + c] = b[offset + j * ld + c];
            b[offset + j * ld + c] = t;
        }
    }
}
