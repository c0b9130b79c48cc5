package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A matrix inside a larger array whose other cells hold a mark, so that a write outside shows.
record Matrix(double[] data, int rows, int columns, int offset, int ld) {
    private static final double MARK = 12345.678;

    /// Uniform entries in (−1, 1), at a random offset with a random leading dimension.
    static Matrix uniform(int rows, int columns, SplittableRandom random) {
        int offset = random.nextInt(4);
        int ld = columns + random.nextInt(4);
        double[] data = new double[offset + rows * ld + 3];
        Arrays.fill(data, MARK);
        Matrix a = new Matrix(data, rows, columns, offset, ld);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                a.set(i, j, random.nextDouble(-1, 1));
            }
        }
        return a;
    }

    /// A lower triangle with a dominant diagonal; NaN above it, which nobody may read.
    static Matrix lower(int n, SplittableRandom random) {
        Matrix l = uniform(n, n, random);
        for (int i = 0; i < n; i++) {
            l.set(i, i, n + 1 + random.nextDouble());
            for (int j = i + 1; j < n; j++) {
                l.set(i, j, Double.NaN);
            }
        }
        return l;
    }

    /// G Gᵀ + n I with uniform G, both triangles.
    static Matrix positiveDefinite(int n, SplittableRandom random) {
        Matrix g = uniform(n, n, random);
        Matrix a = uniform(n, n, random);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? n : 0;
                for (int k = 0; k < n; k++) {
                    sum += g.at(i, k) * g.at(j, k);
                }
                a.set(i, j, sum);
            }
        }
        return a;
    }

    double at(int i, int j) {
        return data[offset + i * ld + j];
    }

    void set(int i, int j, double value) {
        data[offset + i * ld + j] = value;
    }

    /// op(A)(i, j)
    double op(boolean transpose, int i, int j) {
        return transpose ? at(j, i) : at(i, j);
    }

    /// op(L)(i, j) of the lower triangle L.
    double lower(boolean transpose, int i, int j) {
        return transpose ? lower(false, j, i) : j <= i ? at(i, j) : 0;
    }

    /// The unit upper triangle.
    double unitUpper(int i, int j) {
        return j > i ? at(i, j) : i == j ? 1 : 0;
    }

    Matrix copy() {
        return new Matrix(data.clone(), rows, columns, offset, ld);
    }

    void assertMarksStand() {
        for (int p = 0; p < data.length; p++) {
            int q = p - offset;
            boolean inside = q >= 0 && ld > 0 && q / ld < rows && q % ld < columns;
            if (!inside && data[p] != MARK) {
                assertThat(data[p]).as("cell %d outside the matrix", p).isEqualTo(MARK);
            }
        }
    }
}
