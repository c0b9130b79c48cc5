package org.gyre.nets.boltzmann.search;

import java.util.Optional;
import org.gyre.nets.boltzmann.Rooks;

/// How far a weight matrix is an N-rooks matrix, one large weight in each row and column. It reports and never
/// asserts: what evolution found may be something else that carries as much information.
///
/// @param threshold magnitude above which a weight counts as large
/// @param perRow number of large weights of each row
/// @param perColumn number of large weights of each column
/// @param largest largest magnitude of all weights
/// @param smallestLarge smallest magnitude of a large weight, 0 if there is none
/// @param largestSmall largest magnitude of the other weights, 0 if there is none
/// @param rooks sources and signs, if there is one large weight in each row and column
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RookStructure(
        double threshold,
        int[] perRow,
        int[] perColumn,
        double largest,
        double smallestLarge,
        double largestSmall,
        Optional<Rooks> rooks) {

    /// Reads a matrix with half of its largest magnitude as the threshold.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    public static RookStructure of(int units, double[] weights) {
        double largest = 0;
        for (double w : weights) {
            largest = Math.max(largest, Math.abs(w));
        }
        return of(units, weights, largest / 2);
    }

    /// Reads a matrix with a given threshold, such as half of the largest weight that was allowed.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    public static RookStructure of(int units, double[] weights, double threshold) {
        int[] perRow = new int[units];
        int[] perColumn = new int[units];
        double largest = 0;
        double smallestLarge = Double.POSITIVE_INFINITY;
        double largestSmall = 0;
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                double size = Math.abs(weights[i * units + j]);
                largest = Math.max(largest, size);
                if (size > threshold) {
                    perRow[i]++;
                    perColumn[j]++;
                    smallestLarge = Math.min(smallestLarge, size);
                } else {
                    largestSmall = Math.max(largestSmall, size);
                }
            }
        }
        return new RookStructure(
                threshold,
                perRow,
                perColumn,
                largest,
                largest > threshold ? smallestLarge : 0,
                largestSmall,
                Rooks.recognise(units, weights, threshold));
    }
}
