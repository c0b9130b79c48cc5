package org.gyre.data.image;

/// The discrete Fourier transform of a length that is a power of two, in place:
///
///     X_k = Σ_n x_n exp(−2πi kn / N)
///
/// Iterative radix-2 with bit reversal (Cooley & Tukey 1965). The inverse divides by N. One object may serve several
/// threads.
final class Fft {
    private final int n;
    /// cos and −sin of 2πk/N for k < N/2.
    private final double[] cos;

    private final double[] minusSin;

    /// @throws IllegalArgumentException if `n` is not a power of two
    Fft(int n) {
        if (Integer.bitCount(n) != 1) {
            throw new IllegalArgumentException("transform of length " + n + ": must be a power of two");
        }
        this.n = n;
        cos = new double[n / 2];
        minusSin = new double[n / 2];
        for (int k = 0; k < n / 2; k++) {
            // StrictMath: the same filtered picture on every machine.
            cos[k] = StrictMath.cos(2 * Math.PI * k / n);
            minusSin[k] = -StrictMath.sin(2 * Math.PI * k / n);
        }
    }

    /// Transforms `re[offset … offset + n)`, `im[offset … offset + n)`.
    void forward(double[] re, double[] im, int offset) {
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j |= bit;
            if (i < j) {
                swap(re, offset + i, offset + j);
                swap(im, offset + i, offset + j);
            }
        }
        for (int half = 1; half < n; half <<= 1) {
            int stride = n / (2 * half);
            for (int start = offset; start < offset + n; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    double c = cos[k * stride];
                    double s = minusSin[k * stride];
                    int low = start + k;
                    int high = low + half;
                    double r = re[high] * c - im[high] * s;
                    double i = re[high] * s + im[high] * c;
                    re[high] = re[low] - r;
                    im[high] = im[low] - i;
                    re[low] += r;
                    im[low] += i;
                }
            }
        }
    }

    /// The inverse of [#forward]: exchanging real and imaginary parts conjugates the transform.
    void inverse(double[] re, double[] im, int offset) {
        forward(im, re, offset);
        for (int i = offset; i < offset + n; i++) {
            re[i] /= n;
            im[i] /= n;
        }
    }

    /// Transforms the columns of a `[rows][columns]` matrix, or back; `rows` must be this length.
    void columns(double[] re, double[] im, int columns, boolean inverse) {
        // Several columns at a time, so that each visit of a row uses a whole cache line.
        int block = Math.min(8, columns);
        double[] blockRe = new double[block * n];
        double[] blockIm = new double[block * n];
        for (int first = 0; first < columns; first += block) {
            int width = Math.min(block, columns - first);
            for (int y = 0; y < n; y++) {
                for (int b = 0; b < width; b++) {
                    blockRe[b * n + y] = re[y * columns + first + b];
                    blockIm[b * n + y] = im[y * columns + first + b];
                }
            }
            for (int b = 0; b < width; b++) {
                if (inverse) {
                    inverse(blockRe, blockIm, b * n);
                } else {
                    forward(blockRe, blockIm, b * n);
                }
            }
            for (int y = 0; y < n; y++) {
                for (int b = 0; b < width; b++) {
                    re[y * columns + first + b] = blockRe[b * n + y];
                    im[y * columns + first + b] = blockIm[b * n + y];
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double held = values[i];
        values[i] = values[j];
        values[j] = held;
    }
}
