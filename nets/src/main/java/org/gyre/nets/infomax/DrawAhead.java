package org.gyre.nets.infomax;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.random.LogisticThresholds;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Everything that a step needs and that does not depend on the state: random thresholds, clamped inputs
/// and forced spikes, prepared in batches, on another thread if there is one.
///
/// A batch is a pure function of its first step, so who prepares it, and when, leaves no trace in the results.
final class DrawAhead {
    /// Thresholds of a batch on the calling thread: about what stays in the first-level cache.
    private static final int NEAR = 8192;

    /// Thresholds of a batch on another thread: large enough that handing it over costs little.
    private static final int FAR = 1 << 18;

    /// The draws of steps `from … from + steps − 1`: what is compared and placed when the state of the
    /// step after each of them is made.
    static final class Batch {
        private final float[] thresholds;
        private final int[] scratch;
        private final long[] inputs;
        private final long[] forced;
        private final int inputWords;
        private long from;
        private int steps;

        Batch(int steps, int rows, int inputWords, int forcedWords) {
            this.thresholds = new float[steps * rows];
            this.scratch = new int[steps * rows];
            this.inputs = new long[steps * inputWords];
            this.forced = new long[steps * forcedWords];
            this.inputWords = inputWords;
        }

        long from() {
            return from;
        }

        int steps() {
            return steps;
        }

        /// `[step][row]`.
        float[] thresholds() {
            return thresholds;
        }

        /// Packed `[step][word]`, `inputWords` words a step.
        long[] inputs() {
            return inputs;
        }

        int inputWords() {
            return inputWords;
        }
    }

    private final int rows;
    private final float pMax;
    private final RandomStream stream;
    private final @Nullable BinaryStimulus inputs;
    private final @Nullable BinaryStimulus forced;
    private final @Nullable ExecutorService ahead;
    private final int batchSteps;
    private Batch current;
    private Batch next;
    private @Nullable Future<?> pending;

    DrawAhead(
            InfomaxParameters parameters,
            int rows,
            RandomStream stream,
            @Nullable BinaryStimulus inputs,
            @Nullable BinaryStimulus forced,
            @Nullable ExecutorService ahead) {
        this.rows = rows;
        this.pMax = (float) parameters.pMax();
        this.stream = stream;
        this.inputs = inputs;
        this.forced = forced;
        this.ahead = ahead;
        this.batchSteps = ahead == null ? Math.clamp(NEAR / rows, 16, 256) : Math.clamp(FAR / rows, 256, 4096);
        int inputWords = inputs == null ? 0 : (inputs.units() + 63) >>> 6;
        int forcedWords = forced == null ? 0 : (forced.units() + 63) >>> 6;
        this.current = new Batch(batchSteps, rows, inputWords, forcedWords);
        this.next = ahead == null ? current : new Batch(batchSteps, rows, inputWords, forcedWords);
    }

    /// The batch that holds the draws of a step.
    Batch at(long step) {
        if (step >= current.from && step < current.from + current.steps) {
            return current;
        }
        if (ahead == null) {
            prepare(current, step);
            return current;
        }
        if (pending != null) {
            await(pending);
        }
        if (pending == null || next.from != step) {
            prepare(next, step);
        }
        Batch ready = next;
        next = current;
        current = ready;
        Batch following = next;
        pending = ahead.submit(() -> prepare(following, ready.from + ready.steps));
        return current;
    }

    private static void await(Future<?> future) {
        boolean interrupted = false;
        while (true) {
            try {
                future.get();
                break;
            } catch (InterruptedException e) {
                // A batch in the making must be finished before its arrays are used again.
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare(Batch batch, long from) {
        batch.from = from;
        batch.steps = batchSteps;
        LogisticThresholds.fill(stream, from * rows, pMax, batch.scratch, batch.thresholds, batchSteps * rows);
        if (inputs != null) {
            Arrays.fill(batch.inputs, 0L);
            inputs.fill(from + 1, batchSteps, batch.inputs);
        }
        if (forced != null) {
            Arrays.fill(batch.forced, 0L);
            forced.fill(from + 1, batchSteps, batch.forced);
            force(batch, (forced.units() + 63) >>> 6);
        }
    }

    /// A forced unit fires for certain: its threshold becomes −∞.
    private void force(Batch batch, int words) {
        for (int t = 0; t < batch.steps; t++) {
            for (int w = 0; w < words; w++) {
                for (long bits = batch.forced[t * words + w]; bits != 0; bits &= bits - 1) {
                    batch.thresholds[t * rows + (w << 6) + Long.numberOfTrailingZeros(bits)] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }
}
