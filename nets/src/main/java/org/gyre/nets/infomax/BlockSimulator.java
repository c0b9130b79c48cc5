package org.gyre.nets.infomax;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Simulates a recurrent-infomax network with fixed weights (T09 eq. 1-2):
///
///     p_i(t+1) = p_max / (1 + exp(−Σ_j W_ij (x_j(t) − p̄_j) + h_i(t)))
///     h_i(t+1) = h_i(t) + ε (x_i(t+1) − p̄_i)
///
/// Thresholds h are kept in double precision and are exact at every window of [#WINDOW] steps (initial
/// value plus ε times integer spike counts); single precision serves only inside a window, so rounding
/// cannot bias the rates.
///
/// The spikes of step t depend only on (stream, t) and the state, so a run can be cut anywhere at a
/// window boundary and continued with the same bits. Not thread-safe.
public final class BlockSimulator {
    /// Steps between exact evaluations of the thresholds.
    public static final int WINDOW = 256;

    /// Largest magnitude of a weight. Sums of larger ones may be infinite in single precision, and
    /// their differences no number.
    public static final double LARGEST_WEIGHT = 1e30;

    private final InfomaxParameters parameters;
    private final int units;
    private final int free;
    private final int rows;
    private final int wordsPerStep;

    private final double[] h;
    private final double[] shift;
    private final float[] columns;
    private final float[] base;
    private final float[] drift;
    private final long[] raster;
    private final DrawAhead draws;
    private final int[] active;
    private final int[] counts;
    private long step;

    /// A network with zero weights and thresholds, silent at step 0.
    ///
    /// @param stream source of the spikes
    /// @param inputs states of the clamped units, or null if there are none
    /// @param forced spikes that are added to those of the free units (intermittent forcing), or null
    /// @param ahead where random thresholds and stimuli are prepared ahead of the loop over steps, or
    ///     null to prepare them on the calling thread; the bits are the same
    /// @throws IllegalArgumentException if a stimulus has another number of units than the network
    public BlockSimulator(
            InfomaxParameters parameters,
            RandomStream stream,
            @Nullable BinaryStimulus inputs,
            @Nullable BinaryStimulus forced,
            @Nullable ExecutorService ahead) {
        this.parameters = parameters;
        this.units = parameters.units();
        this.free = parameters.freeUnits();
        this.rows = roundUp(free, SpikeKernel.ROW_PADDING);
        this.wordsPerStep = (units + 63) >>> 6;
        int given = inputs == null ? 0 : inputs.units();
        if (given != parameters.inputUnits()) {
            throw new IllegalArgumentException(
                    "the stimulus has " + given + " units, the network " + parameters.inputUnits() + " inputs");
        }
        if (forced != null && forced.units() != free) {
            throw new IllegalArgumentException(
                    "the forcing has " + forced.units() + " units, the network " + free + " free units");
        }
        this.h = new double[free];
        this.shift = new double[free];
        this.columns = new float[Math.multiplyExact(units, rows)];
        this.base = new float[rows];
        this.drift = new float[rows];
        for (int i = 0; i < free; i++) {
            drift[i] = (float) (parameters.epsilon() * parameters.rate(i));
        }
        this.raster = new long[(WINDOW + 1) * wordsPerStep];
        this.draws = new DrawAhead(parameters, rows, stream, inputs, forced, ahead);
        this.active = new int[units];
        this.counts = new int[units];
    }

    public InfomaxParameters parameters() {
        return parameters;
    }

    /// Number of steps simulated; the present state is x(step).
    public long step() {
        return step;
    }

    /// Thresholds h of the free units, a copy.
    public double[] thresholds() {
        return h.clone();
    }

    /// Sets the thresholds h of the free units, length of at least their number; copied.
    public void setThresholds(double[] thresholds) {
        System.arraycopy(thresholds, 0, h, 0, free);
    }

    /// The present state, packed, a copy.
    public long[] state() {
        return Arrays.copyOf(raster, wordsPerStep);
    }

    /// Continues from a stored moment.
    public void restore(long atStep, long[] state, double[] thresholds) {
        step = atStep;
        System.arraycopy(state, 0, raster, 0, wordsPerStep);
        setThresholds(thresholds);
    }

    /// Sets the weights, `[to][from]`, N×N row-major; rows of clamped units are ignored.
    ///
    /// @throws IllegalArgumentException if a weight is not finite
    /// @throws InputException if a weight is larger than [#LARGEST_WEIGHT]
    public void setWeights(double[] weights) {
        for (int i = 0; i < free; i++) {
            double sum = 0;
            for (int j = 0; j < units; j++) {
                double weight = weights[i * units + j];
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException("weight " + j + " -> " + i + " is " + weight);
                }
                if (Math.abs(weight) > LARGEST_WEIGHT) {
                    throw new InputException("the weight from unit " + j + " to unit " + i + " is " + weight
                            + ", beyond the single precision of a simulation: make it at most " + LARGEST_WEIGHT
                            + ", which decides as surely");
                }
                columns[j * rows + i] = (float) weight;
                sum += weight * parameters.driveCentre(j);
            }
            shift[i] = sum;
        }
    }

    /// Simulates `steps` steps and hands each window to `sink`.
    public void run(long steps, RasterSink sink) {
        for (long left = steps; left > 0; ) {
            int window = (int) Math.min(left, WINDOW);
            window(window);
            sink.accept(raster, window, wordsPerStep);
            System.arraycopy(raster, window * wordsPerStep, raster, 0, wordsPerStep);
            left -= window;
        }
    }

    private void window(int steps) {
        Arrays.fill(base, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < free; i++) {
            base[i] = (float) (-h[i] - shift[i]);
        }
        Arrays.fill(raster, wordsPerStep, (steps + 1) * wordsPerStep, 0L);
        for (int from = 0; from < steps; ) {
            DrawAhead.Batch batch = draws.at(step + from);
            int offset = (int) (step + from - batch.from());
            int count = Math.min(batch.steps() - offset, steps - from);
            placeInputs(batch, offset, from, count);
            SpikeKernel.advance(
                    count,
                    columns,
                    rows,
                    base,
                    drift,
                    (float) parameters.epsilon(),
                    batch.thresholds(),
                    offset * rows,
                    raster,
                    from * wordsPerStep,
                    wordsPerStep,
                    active);
            from += count;
        }
        Arrays.fill(counts, 0);
        for (int row = 1; row <= steps; row++) {
            for (int w = 0; w < wordsPerStep; w++) {
                for (long bits = raster[row * wordsPerStep + w]; bits != 0; bits &= bits - 1) {
                    counts[(w << 6) + Long.numberOfTrailingZeros(bits)]++;
                }
            }
        }
        for (int i = 0; i < free; i++) {
            h[i] += parameters.epsilon() * (counts[i] - parameters.rate(i) * steps);
        }
        step += steps;
    }

    /// Writes the clamped states of `count` steps behind the bits of the free units.
    private void placeInputs(DrawAhead.Batch batch, int offset, int from, int count) {
        int words = batch.inputWords();
        int firstWord = free >>> 6;
        int bit = free & 63;
        for (int t = 0; t < count; t++) {
            int row = (from + t + 1) * wordsPerStep + firstWord;
            for (int w = 0; w < words; w++) {
                long bits = batch.inputs()[(offset + t) * words + w];
                raster[row + w] |= bits << bit;
                if (bit != 0 && bits >>> (64 - bit) != 0) {
                    raster[row + w + 1] |= bits >>> (64 - bit);
                }
            }
        }
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
