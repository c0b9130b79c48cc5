package org.gyre.measure.posterior;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.linalg.NotPositiveDefiniteException;
import org.gyre.core.linalg.SymmetricEigen;

/// Small dense algebra on row-major arrays: loops, because the matrices of these worlds have tens
/// of rows.
final class Matrices {
    /// How far a covariance may be from symmetric, against the standard deviations: rounding to
    /// single precision.
    private static final double ASYMMETRY = 1e-5;

    private Matrices() {}

    /// A B, with A m×k and B k×n.
    static double[] multiply(int m, int k, int n, double[] a, double[] b) {
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int l = 0; l < k; l++) {
                double factor = a[i * k + l];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += factor * b[l * n + j];
                }
            }
        }
        return c;
    }

    /// Aᵀ, with A m×n.
    static double[] transpose(int m, int n, double[] a) {
        double[] t = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                t[j * m + i] = a[i * n + j];
            }
        }
        return t;
    }

    /// A S Aᵀ, with A m×n and S n×n symmetric; symmetric to the last bit.
    static double[] congruence(int m, int n, double[] a, double[] s) {
        double[] c = multiply(m, n, m, multiply(m, n, n, a, s), transpose(m, n, a));
        symmetrise(m, c);
        return c;
    }

    /// A x, with A m×n.
    static double[] apply(int m, int n, double[] a, double[] x) {
        return multiply(m, n, 1, a, x);
    }

    static double[] identity(int n) {
        return diagonal(n, 1);
    }

    static double[] diagonal(int n, double value) {
        double[] a = new double[n * n];
        addToDiagonal(n, a, value);
        return a;
    }

    static void addToDiagonal(int n, double[] a, double value) {
        for (int i = 0; i < n; i++) {
            a[i * n + i] += value;
        }
    }

    /// a + factor b.
    static double[] plus(double[] a, double factor, double[] b) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] += factor * b[i];
        }
        return c;
    }

    static double[] scaled(double factor, double[] a) {
        double[] c = a.clone();
        for (int i = 0; i < c.length; i++) {
            c[i] *= factor;
        }
        return c;
    }

    /// A ← (A + Aᵀ) / 2.
    static void symmetrise(int n, double[] a) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (a[i * n + j] + a[j * n + i]);
                a[i * n + j] = mean;
                a[j * n + i] = mean;
            }
        }
    }

    /// The m×n block at (row, column) of a matrix with `stride` columns.
    static double[] block(double[] a, int stride, int row, int column, int m, int n) {
        double[] b = new double[m * n];
        for (int i = 0; i < m; i++) {
            System.arraycopy(a, (row + i) * stride + column, b, i * n, n);
        }
        return b;
    }

    /// Adds factor B to the m×n block at (row, column) of a matrix with `stride` columns.
    static void addBlock(double[] a, int stride, int row, int column, int m, int n, double factor, double[] b) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                a[(row + i) * stride + column + j] += factor * b[i * n + j];
            }
        }
    }

    static double trace(int n, double[] a) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i * n + i];
        }
        return sum;
    }

    /// The factor of a covariance that has been seen to be symmetric.
    ///
    /// @throws InputException if it is not positive definite
    static Cholesky factor(String name, int n, double[] a) {
        try {
            return Cholesky.factor(n, a);
        } catch (NotPositiveDefiniteException e) {
            throw new InputException(
                    name + ": is not positive definite, variable " + (e.minor() - 1)
                            + " (from 0) has no variance of its own beyond those before it, as far as double precision tells; give each"
                            + " variable noise, and weights and noise of like size",
                    e);
        }
    }

    /// Inverse of a symmetric positive definite matrix.
    static double[] inverse(String name, int n, double[] a) {
        double[] inverse = factor(name, n, a).inverse();
        symmetrise(n, inverse);
        return inverse;
    }

    /// A copy of a finite m×n matrix.
    ///
    /// @throws InputException if the array has another length or holds NaN or infinities
    static double[] checked(String name, int m, int n, double[] a) {
        if (a.length != (long) m * n) {
            throw new InputException(name + ": has " + a.length + " numbers, must have " + m + " x " + n + " = "
                    + (long) m * n + " (rows x columns)");
        }
        for (int i = 0; i < a.length; i++) {
            if (!Double.isFinite(a[i])) {
                throw new InputException(
                        name + ", row " + i / n + ", column " + i % n + " (from 0) = " + a[i] + ": must be finite");
            }
        }
        return a.clone();
    }

    /// A copy of a symmetric matrix without negative variances, made symmetric to the last bit.
    static double[] covariance(String name, int n, double[] a) {
        double[] copy = checked(name, n, n, a);
        for (int i = 0; i < n; i++) {
            if (copy[i * n + i] < 0) {
                throw new InputException(name + ": variance " + i + " (from 0) = " + copy[i * n + i]
                        + ", must not be negative; give a covariance matrix");
            }
            for (int j = 0; j < i; j++) {
                double difference = Math.abs(copy[i * n + j] - copy[j * n + i]);
                if (difference > ASYMMETRY * Math.sqrt(copy[i * n + i] * copy[j * n + j])) {
                    throw new InputException(name + ": entries (" + i + ", " + j + ") = " + copy[i * n + j] + " and ("
                            + j + ", " + i + ") = " + copy[j * n + i] + " differ; give a symmetric matrix");
                }
            }
        }
        symmetrise(n, copy);
        return copy;
    }

    /// As [#covariance], and no direction may have a negative variance; zero is allowed.
    static double[] semidefinite(String name, int n, double[] a) {
        double[] copy = covariance(name, n, a);
        double least = Arrays.stream(SymmetricEigen.of(n, copy).values()).min().orElse(0);
        // Rounding makes zeros a little negative, in single precision by 1e-7 of the largest entry.
        if (least < -1e-6 * largest(copy)) {
            throw new InputException(name + ": has the negative eigenvalue " + least + "; give a covariance matrix");
        }
        return copy;
    }

    /// B with B Bᵀ = S, from the eigenvectors, so that S may lack some directions.
    static double[] root(int n, double[] s) {
        SymmetricEigen eigen = SymmetricEigen.of(n, s);
        double[] root = new double[n * n];
        for (int k = 0; k < n; k++) {
            double deviation = Math.sqrt(Math.max(0, eigen.values()[k]));
            for (int i = 0; i < n; i++) {
                root[i * n + k] = deviation * eigen.vectors()[k][i];
            }
        }
        return root;
    }

    /// A copy of standard deviations.
    static double[] deviations(String name, int n, double[] s) {
        double[] copy = checked(name, 1, n, s);
        for (int i = 0; i < n; i++) {
            positive(name + ", number " + i + " (from 0)", copy[i]);
        }
        return copy;
    }

    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InputException(name + " = " + value + ": must be a finite number above 0");
        }
        return value;
    }

    static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new InputException(name + " = " + value + ": must be at least 1");
        }
        return value;
    }

    /// X = Σ_k Φ^k N Φᵀ^k, the solution of X = Φ X Φᵀ + N, by doubling: after j rounds the sum has
    /// 2^j terms.
    ///
    /// @param what names the system in the message
    /// @throws InputException if the sum does not settle, because Φ has an eigenvalue of modulus 1
    ///     or more
    static double[] lyapunov(String what, int n, double[] phi, double[] noise) {
        double[] x = noise.clone();
        double[] power = phi.clone();
        for (int round = 0; round < 60; round++) {
            double[] more = congruence(n, n, power, x);
            double size = largest(x);
            double change = largest(more);
            if (!(change < 1e300)) {
                break;
            }
            x = plus(x, 1, more);
            // Once the power contracts, what is left of the sum is smaller than this change.
            if (change <= 1e-18 * size && n * largest(power) < 0.5) {
                symmetrise(n, x);
                return x;
            }
            power = multiply(n, n, n, power, power);
        }
        throw new InputException(what + ": has no stationary state, its matrix has an eigenvalue of modulus 1 or more; "
                + "make it smaller");
    }

    /// The largest modulus of an entry, NaN if there is one.
    static double largest(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static float[] toFloats(double[] a) {
        float[] f = new float[a.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) a[i];
        }
        return f;
    }

    /// log Σ exp(a_i), without overflow; −∞ when all are.
    static double logSumExp(double[] a) {
        double top = Arrays.stream(a).max().orElse(Double.NEGATIVE_INFINITY);
        if (top == Double.NEGATIVE_INFINITY) {
            return top;
        }
        double sum = 0;
        for (double value : a) {
            sum += Math.exp(value - top);
        }
        return top + Math.log(sum);
    }
}
