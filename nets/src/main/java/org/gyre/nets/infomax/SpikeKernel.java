package org.gyre.nets.infomax;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loop over time steps: gather the columns of the units that fired, compare with the thresholds, pack the
/// new spikes.
///
/// **Fenced fast code.** It works on packed arrays without checks of its own; [BlockSimulator] is the
/// only caller and owns their shapes, and `BlockSimulatorTest` holds it against a plain loop in double
/// precision. Four accumulators are live, so that a network of up to four vectors (64 units on a 512-bit
/// machine) is one pass over its active columns.
///
/// The chain from step to step is: spikes → columns → comparison → spikes, about 60–80 cycles at 50 units;
/// everything else is outside.
final class SpikeKernel {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    /// Rows are padded to this many, so that four vectors of any supported length fit.
    static final int ROW_PADDING = 64;

    private SpikeKernel() {}

    /// Advances `steps` steps.
    ///
    /// @param columns weights, column j (from unit j) at `[j * rows … )`, `rows` floats
    /// @param rows number of simulated units, padded to a multiple of [#ROW_PADDING]
    /// @param base the drive of each unit while nothing fires, `rows` floats, −∞ in the padding; follows
    ///     homeostasis
    /// @param drift what `base` gains per step, ε p̄, `rows` floats
    /// @param epsilon what `base` loses at a spike of its unit
    /// @param thresholds `[step][row]`, see `LogisticThresholds`
    /// @param thresholdOffset index of the first threshold
    /// @param raster packed spikes `[step][word]`; row 0 is the present state, rows 1 … steps are written
    ///     (OR-ed: clamped units stand there already)
    /// @param rasterOffset index of the first word of row 0
    /// @param wordsPerStep words of a raster row
    /// @param active scratch, one int per unit
    static void advance(
            int steps,
            float[] columns,
            int rows,
            float[] base,
            float[] drift,
            float epsilon,
            float[] thresholds,
            int thresholdOffset,
            long[] raster,
            int rasterOffset,
            int wordsPerStep,
            int[] active) {
        int lanes = SPECIES.length();
        if (rows == 4 * lanes && wordsPerStep == 1) {
            advanceOneWord(steps, columns, base, drift, epsilon, thresholds, thresholdOffset, raster, rasterOffset);
            return;
        }
        for (int step = 0; step < steps; step++) {
            int row = rasterOffset + step * wordsPerStep;
            int count = 0;
            for (int w = 0; w < wordsPerStep; w++) {
                for (long bits = raster[row + w]; bits != 0; bits &= bits - 1) {
                    active[count++] = ((w << 6) + Long.numberOfTrailingZeros(bits)) * rows;
                }
            }
            int next = row + wordsPerStep;
            int threshold = thresholdOffset + step * rows;
            for (int i = 0; i < rows; i += 4 * lanes) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, base, i);
                FloatVector b1 = FloatVector.fromArray(SPECIES, base, i + lanes);
                FloatVector b2 = FloatVector.fromArray(SPECIES, base, i + 2 * lanes);
                FloatVector b3 = FloatVector.fromArray(SPECIES, base, i + 3 * lanes);
                FloatVector a0 = b0;
                FloatVector a1 = b1;
                FloatVector a2 = b2;
                FloatVector a3 = b3;
                for (int k = 0; k < count; k++) {
                    int column = active[k] + i;
                    a0 = a0.add(FloatVector.fromArray(SPECIES, columns, column));
                    a1 = a1.add(FloatVector.fromArray(SPECIES, columns, column + lanes));
                    a2 = a2.add(FloatVector.fromArray(SPECIES, columns, column + 2 * lanes));
                    a3 = a3.add(FloatVector.fromArray(SPECIES, columns, column + 3 * lanes));
                }
                int t = threshold + i;
                VectorMask<Float> m0 = a0.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t));
                VectorMask<Float> m1 =
                        a1.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + lanes));
                VectorMask<Float> m2 =
                        a2.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + 2 * lanes));
                VectorMask<Float> m3 =
                        a3.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + 3 * lanes));
                long spikes =
                        m0.toLong() | m1.toLong() << lanes | m2.toLong() << (2 * lanes) | m3.toLong() << (3 * lanes);
                raster[next + (i >> 6)] |= spikes << (i & 63);
                b0 = b0.add(FloatVector.fromArray(SPECIES, drift, i));
                b1 = b1.add(FloatVector.fromArray(SPECIES, drift, i + lanes));
                b2 = b2.add(FloatVector.fromArray(SPECIES, drift, i + 2 * lanes));
                b3 = b3.add(FloatVector.fromArray(SPECIES, drift, i + 3 * lanes));
                b0.sub(epsilon, m0).intoArray(base, i);
                b1.sub(epsilon, m1).intoArray(base, i + lanes);
                b2.sub(epsilon, m2).intoArray(base, i + 2 * lanes);
                b3.sub(epsilon, m3).intoArray(base, i + 3 * lanes);
            }
        }
    }

    /// As [#advance] for a network of four vectors whose state is one word: thresholds and state stay in
    /// registers, which halves the time of a step at 50 units. Same operations in the same order, same bits.
    private static void advanceOneWord(
            int steps,
            float[] columns,
            float[] base,
            float[] drift,
            float epsilon,
            float[] thresholds,
            int thresholdOffset,
            long[] raster,
            int rasterOffset) {
        int lanes = SPECIES.length();
        int rows = 4 * lanes;
        FloatVector d0 = FloatVector.fromArray(SPECIES, drift, 0);
        FloatVector d1 = FloatVector.fromArray(SPECIES, drift, lanes);
        FloatVector d2 = FloatVector.fromArray(SPECIES, drift, 2 * lanes);
        FloatVector d3 = FloatVector.fromArray(SPECIES, drift, 3 * lanes);
        FloatVector b0 = FloatVector.fromArray(SPECIES, base, 0);
        FloatVector b1 = FloatVector.fromArray(SPECIES, base, lanes);
        FloatVector b2 = FloatVector.fromArray(SPECIES, base, 2 * lanes);
        FloatVector b3 = FloatVector.fromArray(SPECIES, base, 3 * lanes);
        long state = raster[rasterOffset];
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = b0;
            FloatVector a1 = b1;
            FloatVector a2 = b2;
            FloatVector a3 = b3;
            for (long bits = state; bits != 0; bits &= bits - 1) {
                int column = Long.numberOfTrailingZeros(bits) * rows;
                a0 = a0.add(FloatVector.fromArray(SPECIES, columns, column));
                a1 = a1.add(FloatVector.fromArray(SPECIES, columns, column + lanes));
                a2 = a2.add(FloatVector.fromArray(SPECIES, columns, column + 2 * lanes));
                a3 = a3.add(FloatVector.fromArray(SPECIES, columns, column + 3 * lanes));
            }
            int t = thresholdOffset + step * rows;
            VectorMask<Float> m0 = a0.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t));
            VectorMask<Float> m1 =
                    a1.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + lanes));
            VectorMask<Float> m2 =
                    a2.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + 2 * lanes));
            VectorMask<Float> m3 =
                    a3.compare(VectorOperators.GT, FloatVector.fromArray(SPECIES, thresholds, t + 3 * lanes));
            state = raster[rasterOffset + step + 1]
                    | m0.toLong()
                    | m1.toLong() << lanes
                    | m2.toLong() << (2 * lanes)
                    | m3.toLong() << (3 * lanes);
            raster[rasterOffset + step + 1] = state;
            b0 = b0.add(d0).sub(epsilon, m0);
            b1 = b1.add(d1).sub(epsilon, m1);
            b2 = b2.add(d2).sub(epsilon, m2);
            b3 = b3.add(d3).sub(epsilon, m3);
        }
        b0.intoArray(base, 0);
        b1.intoArray(base, lanes);
        b2.intoArray(base, 2 * lanes);
        b3.intoArray(base, 3 * lanes);
    }
}
