package org.gyre.measure.receptivefield;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Starting points of the fit: the strongest peaks of the patch's amplitude spectrum, each with a small and a large
/// round envelope put where the patch holds most of that wave.
final class GaborStarts {
    /// Wave vectors per axis and pixel of the patch: the spectrum is sampled twice as densely as the patch's own
    /// Fourier series.
    private static final int OVERSAMPLING = 2;

    private static final int PEAKS = 6;
    private static final int KEPT = 8;
    /// σ_x and σ_y in units of the side: round ones, and elongated along the crests or along the wave.
    private static final double[][] ENVELOPES = {{0.1, 0.1}, {0.2, 0.2}, {0.07, 0.3}, {0.3, 0.07}};

    private record Peak(double kx, double ky, double power) {}

    private record Start(double energy, double[] q) {}

    private GaborStarts() {}

    /// @param patch `[row][column]`
    static List<double[]> of(double[] patch, int size) {
        double mean = 0;
        for (double value : patch) {
            mean += value / patch.length;
        }
        double[] centred = new double[patch.length];
        for (int i = 0; i < patch.length; i++) {
            centred[i] = patch[i] - mean;
        }
        List<Start> starts = new ArrayList<>();
        for (Peak peak : peaks(centred, size)) {
            for (double[] envelope : ENVELOPES) {
                starts.add(start(centred, size, peak, envelope[0] * size, envelope[1] * size, mean));
            }
        }
        starts.sort(Comparator.comparingDouble(Start::energy).reversed());
        return starts.stream().limit(KEPT).map(Start::q).toList();
    }

    /// The highest local maxima of |Σ s(x, y) exp(−i(k_x x + k_y y))|² over the half plane k_x ≥ 0.
    private static List<Peak> peaks(double[] s, int size) {
        int n = OVERSAMPLING * size;
        double step = Math.PI / size * 2 / OVERSAMPLING;
        // Columns 0 … n/2 of k_x, rows of k_y from −n/2 to n/2.
        int columns = n / 2 + 1;
        int rows = n + 1;
        double[] power = new double[rows * columns];
        double[] cos = new double[n];
        double[] sin = new double[n];
        for (int i = 0; i < n; i++) {
            cos[i] = Math.cos(step * i);
            sin[i] = Math.sin(step * i);
        }
        double[] re = new double[size];
        double[] im = new double[size];
        for (int cx = 0; cx < columns; cx++) {
            for (int y = 0; y < size; y++) {
                re[y] = 0;
                im[y] = 0;
                for (int x = 0; x < size; x++) {
                    re[y] += s[y * size + x] * cos[cx * x % n];
                    im[y] -= s[y * size + x] * sin[cx * x % n];
                }
            }
            for (int ry = 0; ry < rows; ry++) {
                int turn = Math.floorMod(ry - n / 2, n);
                double sumRe = 0;
                double sumIm = 0;
                for (int y = 0; y < size; y++) {
                    double c = cos[turn * y % n];
                    double si = sin[turn * y % n];
                    sumRe += re[y] * c + im[y] * si;
                    sumIm += im[y] * c - re[y] * si;
                }
                power[ry * columns + cx] = sumRe * sumRe + sumIm * sumIm;
            }
        }
        List<Peak> peaks = new ArrayList<>();
        for (int ry = 0; ry < rows; ry++) {
            for (int cx = 0; cx < columns; cx++) {
                // On the axis k_x = 0 the lower half mirrors the upper one; 0 itself is empty.
                if (cx == 0 && ry <= n / 2) {
                    continue;
                }
                if (highest(power, rows, columns, ry, cx)) {
                    peaks.add(new Peak(step * cx, step * (ry - n / 2), power[ry * columns + cx]));
                }
            }
        }
        peaks.sort(Comparator.comparingDouble(Peak::power).reversed());
        return peaks.subList(0, Math.min(PEAKS, peaks.size()));
    }

    private static boolean highest(double[] power, int rows, int columns, int ry, int cx) {
        double here = power[ry * columns + cx];
        for (int r = Math.max(0, ry - 1); r <= Math.min(rows - 1, ry + 1); r++) {
            for (int c = Math.max(0, cx - 1); c <= Math.min(columns - 1, cx + 1); c++) {
                if (power[r * columns + c] > here) {
                    return false;
                }
            }
        }
        return here > 0;
    }

    /// With w the envelope around a centre and z = Σ s w exp(−ik·d), d being the way from the centre, s ≈ A w
    /// cos(k·d + φ) gives z ≈ ½ A exp(iφ) Σ w². The centre is the pixel at which |z|² / Σ w² is largest.
    private static Start start(double[] s, int size, Peak peak, double sigmaX, double sigmaY, double mean) {
        double theta = Math.atan2(peak.ky(), peak.kx());
        // s exp(−ik·x), demodulated once for all centres.
        double[] re = new double[s.length];
        double[] im = new double[s.length];
        for (int y = 0, p = 0; y < size; y++) {
            for (int x = 0; x < size; x++, p++) {
                double angle = peak.kx() * x + peak.ky() * y;
                re[p] = s[p] * Math.cos(angle);
                im[p] = -s[p] * Math.sin(angle);
            }
        }
        // The envelope for every way from its centre, −size < dx, dy < size.
        int span = 2 * size - 1;
        double[] w = new double[span * span];
        for (int i = 0; i < span; i++) {
            for (int j = 0; j < span; j++) {
                double dx = j - size + 1;
                double dy = i - size + 1;
                double u = (dx * Math.cos(theta) + dy * Math.sin(theta)) / sigmaX;
                double v = (dy * Math.cos(theta) - dx * Math.sin(theta)) / sigmaY;
                w[i * span + j] = Math.exp(-0.5 * (u * u + v * v));
            }
        }
        double best = -1;
        double[] start = new double[GaborModel.PARAMETERS];
        for (int y0 = 0; y0 < size; y0++) {
            for (int x0 = 0; x0 < size; x0++) {
                double zRe = 0;
                double zIm = 0;
                double norm = 0;
                for (int y = 0, p = 0; y < size; y++) {
                    int offset = (y - y0 + size - 1) * span + size - 1 - x0;
                    for (int x = 0; x < size; x++, p++) {
                        double weight = w[offset + x];
                        norm += weight * weight;
                        zRe += weight * re[p];
                        zIm += weight * im[p];
                    }
                }
                double energy = (zRe * zRe + zIm * zIm) / norm;
                if (energy > best) {
                    best = energy;
                    start[GaborModel.X0] = x0;
                    start[GaborModel.Y0] = y0;
                    start[GaborModel.A] = 2 * Math.hypot(zRe, zIm) / norm;
                    // Moving the origin of the wave to the centre turns its phase by k·x₀.
                    start[GaborModel.PHI] = Math.atan2(zIm, zRe) + peak.kx() * x0 + peak.ky() * y0;
                }
            }
        }
        start[GaborModel.THETA] = theta;
        start[GaborModel.K] = Math.hypot(peak.kx(), peak.ky());
        start[GaborModel.LOG_SIGMA_X] = Math.log(sigmaX);
        start[GaborModel.LOG_SIGMA_Y] = Math.log(sigmaY);
        start[GaborModel.C] = mean;
        return new Start(best, start);
    }
}
