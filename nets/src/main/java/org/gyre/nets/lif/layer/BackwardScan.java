package org.gyre.nets.lif.layer;

import static org.gyre.nets.lif.layer.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.gyre.nets.lif.Surrogate;

/// Sends the gradient of one sample back through time: from what a loss changes by with spikes and
/// potentials to what it changes by with currents, leaks and thresholds. The reset, floors and holds are
/// read off the potentials once more, so that nothing but potentials has to be stored. The equations
/// are those of [org.gyre.nets.lif.LifFormula#sendBack].
///
/// Large batches do not fit into caches, so the first pass goes row by row, from one end of the arrays
/// to the other, and brings the rows of the sample near. The second takes one vector of units after the
/// other back through time, so that states and sums stay in registers: row by row, they would be written
/// and read again in each step, which takes half as long again.
final class BackwardScan {
    private static final int HELD_BITS = Float.floatToRawIntBits(ForwardScan.HELD);

    private BackwardScan() {}

    /// What a sample adds to the gradients of the units, `[sample][stride]` each.
    ///
    /// @param currents   sums over steps of dL/dI
    /// @param leaks      dL/dl
    /// @param thresholds dL/dθ
    /// @param later      dL/dV of the step after the last one, times the derivative of its floor; then
    ///                   of the first one
    record Sums(float[] currents, float[] leaks, float[] thresholds, float[] later) {
        Sums(int size) {
            this(new float[size], new float[size], new float[size], new float[size]);
        }
    }

    /// A stretch of rows: where the first begins, and how far it is from one to the next.
    ///
    /// @param values of the rows
    /// @param at     where the first one begins
    /// @param step   zero for the same row again and again
    record Rows(float[] values, int at, int step) {
        /// Where a row begins.
        int at(int row) {
            return at + row * step;
        }
    }

    /// @param numbers     of the units
    /// @param surrogate   what stands for dS/dV of units that fire
    /// @param potential   V before resets
    /// @param steps       how many
    /// @param before      the potential before the first step
    /// @param beforeAt    where it begins
    /// @param slopes      room for dS/dV of all steps, from the start on
    /// @param onSpikes    dL/dS
    /// @param onPotential dL/dV
    /// @param onCurrents  dL/dI, written; may be the rows of `onSpikes`, or where units never fire those of
    ///                    `onPotential`
    /// @param sums        added to, from `sumsAt` on
    static void run(
            UnitNumbers numbers,
            Surrogate surrogate,
            Rows potential,
            int steps,
            float[] before,
            int beforeAt,
            float[] slopes,
            Rows onSpikes,
            Rows onPotential,
            Rows onCurrents,
            Sums sums,
            int sumsAt) {
        boolean spiking = numbers.semantics.spiking();
        // The second pass reads slopes only where gradients pass through the reset.
        int slopesStep = numbers.passes == 0 ? 0 : numbers.stride;
        if (spiking) {
            for (int t = 0; t < steps; t++) {
                Slopes.of(surrogate, potential.values, potential.at(t), numbers.threshold, slopes, t * slopesStep);
                multiply(
                        numbers.stride,
                        onSpikes.values,
                        onSpikes.at(t),
                        slopes,
                        t * slopesStep,
                        onCurrents.values,
                        onCurrents.at(t));
            }
        }
        Rows spikes = spiking ? onCurrents : onSpikes;
        boolean simple = numbers.simpleBackward();
        for (int u = 0; u < numbers.stride; u += FLOATS.length()) {
            if (simple) {
                simple(
                        numbers,
                        potential.values,
                        potential.at + u,
                        steps,
                        before,
                        beforeAt + u,
                        spikes.values,
                        spikes.at + u,
                        spikes.step,
                        onPotential.values,
                        onPotential.at + u,
                        onPotential.step,
                        onCurrents.values,
                        onCurrents.at + u,
                        sums,
                        sumsAt + u,
                        u);
                continue;
            }
            lanes(
                    numbers,
                    potential.values,
                    potential.at + u,
                    steps,
                    before,
                    beforeAt + u,
                    slopes,
                    slopesStep,
                    spikes.values,
                    spikes.at + u,
                    spikes.step,
                    onPotential.values,
                    onPotential.at + u,
                    onPotential.step,
                    onCurrents.values,
                    onCurrents.at + u,
                    sums,
                    sumsAt + u,
                    u);
        }
    }

    /// The products of some numbers of two arrays, one by one.
    private static void multiply(int count, float[] a, int aAt, float[] b, int bAt, float[] product, int at) {
        for (int u = 0; u < count; u += FLOATS.length()) {
            FloatVector.fromArray(FLOATS, a, aAt + u)
                    .mul(FloatVector.fromArray(FLOATS, b, bAt + u))
                    .intoArray(product, at + u);
        }
    }

    private static void lanes(
            UnitNumbers numbers,
            float[] potential,
            int potentialAt,
            int steps,
            float[] before,
            int beforeAt,
            float[] slopes,
            int slopesStep,
            float[] spikes,
            int spikesAt,
            int spikesStep,
            float[] onPotential,
            int onPotentialAt,
            int onPotentialStep,
            float[] onCurrents,
            int currentsAt,
            Sums sums,
            int sumsAt,
            int u) {
        FloatVector keep = FloatVector.fromArray(FLOATS, numbers.keep, u);
        FloatVector gain = FloatVector.fromArray(FLOATS, numbers.gain, u);
        FloatVector perGain = FloatVector.fromArray(FLOATS, numbers.perGain, u);
        FloatVector forget = FloatVector.fromArray(FLOATS, numbers.forget, u);
        FloatVector taken = FloatVector.fromArray(FLOATS, numbers.taken, u);
        FloatVector takenLater = FloatVector.fromArray(FLOATS, numbers.takenLater, u);
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector onLeak = FloatVector.zero(FLOATS);
        FloatVector onThreshold = FloatVector.zero(FLOATS);
        FloatVector later = FloatVector.fromArray(FLOATS, sums.later, sumsAt);
        int stride = numbers.stride;
        FloatVector v = FloatVector.fromArray(FLOATS, potential, potentialAt + (steps - 1) * stride);
        for (int t = steps - 1; t >= 0; t--) {
            FloatVector previous = FloatVector.fromArray(
                    FLOATS, t == 0 ? before : potential, t == 0 ? beforeAt : potentialAt + (t - 1) * stride);
            FloatVector slope = FloatVector.fromArray(FLOATS, slopes, t * slopesStep + u);
            FloatVector spike = FloatVector.fromArray(FLOATS, spikes, spikesAt + t * spikesStep);
            FloatVector onKept = keep.mul(later);
            // Where the reset comes and goes with the step function, it is V − K that does.
            FloatVector through = v.sub(v.mul(numbers.remains).sub(taken))
                    .mul(onKept)
                    .add(takenLater.mul(later))
                    .mul(slope)
                    .mul(numbers.passes);
            FloatVector onV = FloatVector.fromArray(FLOATS, onPotential, onPotentialAt + t * onPotentialStep)
                    .add(spike)
                    .add(onKept.blend(onKept.mul(numbers.remains), v.compare(VectorOperators.GE, forget)))
                    .sub(through);
            onThreshold = onThreshold.sub(spike).add(through);

            VectorMask<Float> open =
                    v.compare(VectorOperators.GT, numbers.floor).andNot(held(v));
            later = FloatVector.zero(FLOATS).blend(onV, open);
            VectorMask<Float> forgot = previous.compare(VectorOperators.GE, forget);
            FloatVector kept = previous.blend(previous.mul(numbers.remains).sub(taken), forgot);
            FloatVector lost = FloatVector.zero(FLOATS).blend(takenLater, forgot);
            FloatVector input = v.sub(keep.mul(kept)).add(lost).mul(perGain);
            onLeak = onLeak.add(later.mul(input.sub(kept)));
            FloatVector moved = keep.mul(numbers.takes).add(numbers.takesLater).mul(later);
            onThreshold = onThreshold.sub(FloatVector.zero(FLOATS).blend(moved, forgot));

            FloatVector onCurrent = gain.mul(later);
            onCurrent.intoArray(onCurrents, currentsAt + t * stride);
            sum = sum.add(onCurrent);
            v = previous;
        }
        add(sum, sums.currents, sumsAt);
        add(onLeak, sums.leaks, sumsAt);
        add(onThreshold, sums.thresholds, sumsAt);
        later.intoArray(sums.later, sumsAt);
    }

    /// As [#lanes], where the reset is to zero and detached, or there is none, nothing is held, and the
    /// input is not weighed. The general way would do, with the same bits, but takes 1.5 times as long.
    private static void simple(
            UnitNumbers numbers,
            float[] potential,
            int potentialAt,
            int steps,
            float[] before,
            int beforeAt,
            float[] spikes,
            int spikesAt,
            int spikesStep,
            float[] onPotential,
            int onPotentialAt,
            int onPotentialStep,
            float[] onCurrents,
            int currentsAt,
            Sums sums,
            int sumsAt,
            int u) {
        FloatVector keep = FloatVector.fromArray(FLOATS, numbers.keep, u);
        FloatVector forget = FloatVector.fromArray(FLOATS, numbers.forget, u);
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector sum = zero;
        FloatVector onLeak = zero;
        FloatVector onThreshold = zero;
        FloatVector later = FloatVector.fromArray(FLOATS, sums.later, sumsAt);
        float remains = numbers.remains;
        float floor = numbers.floor;
        int stride = numbers.stride;
        FloatVector v = FloatVector.fromArray(FLOATS, potential, potentialAt + (steps - 1) * stride);
        for (int t = steps - 1; t >= 0; t--) {
            FloatVector previous = FloatVector.fromArray(
                    FLOATS, t == 0 ? before : potential, t == 0 ? beforeAt : potentialAt + (t - 1) * stride);
            FloatVector spike = FloatVector.fromArray(FLOATS, spikes, spikesAt + t * spikesStep);
            FloatVector onKept = keep.mul(later);
            FloatVector onV = FloatVector.fromArray(FLOATS, onPotential, onPotentialAt + t * onPotentialStep)
                    .add(spike)
                    .add(onKept.blend(onKept.mul(remains), v.compare(VectorOperators.GE, forget)));
            later = zero.blend(onV, v.compare(VectorOperators.GT, floor));
            later.intoArray(onCurrents, currentsAt + t * stride);
            FloatVector kept = previous.blend(previous.mul(remains), previous.compare(VectorOperators.GE, forget));
            onThreshold = onThreshold.sub(spike);
            onLeak = onLeak.sub(later.mul(kept));
            sum = sum.add(later);
            v = previous;
        }
        add(sum, sums.currents, sumsAt);
        add(onLeak, sums.leaks, sumsAt);
        add(onThreshold, sums.thresholds, sumsAt);
        later.intoArray(sums.later, sumsAt);
    }

    private static VectorMask<Float> held(FloatVector v) {
        return v.reinterpretAsInts().compare(VectorOperators.EQ, HELD_BITS).cast(FLOATS);
    }

    private static void add(FloatVector value, float[] array, int at) {
        FloatVector.fromArray(FLOATS, array, at).add(value).intoArray(array, at);
    }
}
