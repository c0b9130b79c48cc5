package org.gyre.nets.lif.layer;

import static org.gyre.nets.lif.layer.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Makes potentials and spikes of the currents of one sample: units side by side in vectors, time
/// inside, so that a potential stays in its register. About twenty operations a unit and step.
final class ForwardScan {
    /// The potential of a unit that is held: zero, yet not the zero of a unit at rest.
    static final float HELD = -0f;

    private ForwardScan() {}

    /// @param numbers   of the units
    /// @param bias      added to currents, `[stride]`
    /// @param current   currents; may be `potential` itself
    /// @param at        where those of the first step stand
    /// @param step      from one step's currents to the next's: zero for constant ones
    /// @param potential V before resets, written
    /// @param row       of the first step in `potential`; rows are as long as the stride
    /// @param steps     how many
    /// @param spikes    written, unless units never fire
    /// @param state     potential before the first step, then after the last, `[stride]` from `stateAt`
    /// @param held      the same of steps to be held
    static void run(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            int step,
            float[] potential,
            int row,
            int steps,
            SpikeBits spikes,
            float[] state,
            float[] held,
            int stateAt) {
        boolean delayed = numbers.semantics.delayed();
        boolean simple = numbers.simple();
        int lanes = FLOATS.length();
        for (int u = 0; u < numbers.stride; u += lanes) {
            if (simple && !delayed) {
                simple(numbers, bias, current, at, step, potential, row, steps, spikes, state, stateAt, u);
            } else if (delayed) {
                delayed(numbers, bias, current, at, step, potential, row, steps, spikes, state, held, stateAt, u);
            } else {
                prompt(numbers, bias, current, at, step, potential, row, steps, spikes, state, held, stateAt, u);
            }
        }
    }

    /// As [#prompt], for units that have nothing taken and are never held.
    private static void simple(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            int step,
            float[] potential,
            int row,
            int steps,
            SpikeBits spikes,
            float[] state,
            int stateAt,
            int u) {
        FloatVector keep = FloatVector.fromArray(FLOATS, numbers.keep, u);
        FloatVector gain = FloatVector.fromArray(FLOATS, numbers.gain, u);
        FloatVector fire = FloatVector.fromArray(FLOATS, numbers.fire, u);
        FloatVector forget = FloatVector.fromArray(FLOATS, numbers.forget, u);
        FloatVector offset = FloatVector.fromArray(FLOATS, bias, u);
        FloatVector v = FloatVector.fromArray(FLOATS, state, stateAt + u);
        float remains = numbers.remains;
        float floor = numbers.floor;
        long[] bits = spikes.words();
        int words = spikes.wordsPerRow();
        int stride = numbers.stride;
        int word = row / stride * words;
        for (int t = 0; t < steps; t++) {
            FloatVector kept = v.blend(v.mul(remains), v.compare(VectorOperators.GE, forget));
            v = FloatVector.fromArray(FLOATS, current, at + t * step + u)
                    .add(offset)
                    .mul(gain)
                    .add(keep.mul(kept))
                    .add(0)
                    .max(floor);
            v.intoArray(potential, row + t * stride + u);
            put(bits, word + t * words, u, v.compare(VectorOperators.GE, fire).toLong());
        }
        v.intoArray(state, stateAt + u);
    }

    private static void prompt(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            int step,
            float[] potential,
            int row,
            int steps,
            SpikeBits spikes,
            float[] state,
            float[] held,
            int stateAt,
            int u) {
        FloatVector keep = FloatVector.fromArray(FLOATS, numbers.keep, u);
        FloatVector gain = FloatVector.fromArray(FLOATS, numbers.gain, u);
        FloatVector fire = FloatVector.fromArray(FLOATS, numbers.fire, u);
        FloatVector forget = FloatVector.fromArray(FLOATS, numbers.forget, u);
        FloatVector taken = FloatVector.fromArray(FLOATS, numbers.taken, u);
        // Zero minus zero is zero; its negative is not, and must not get into a potential.
        FloatVector takenLater = FloatVector.zero(FLOATS).sub(FloatVector.fromArray(FLOATS, numbers.takenLater, u));
        FloatVector offset = FloatVector.fromArray(FLOATS, bias, u);
        FloatVector v = FloatVector.fromArray(FLOATS, state, stateAt + u);
        FloatVector hold = FloatVector.fromArray(FLOATS, held, stateAt + u);
        float refractory = numbers.semantics.refractory();
        long[] bits = spikes.words();
        int words = spikes.wordsPerRow();
        int stride = numbers.stride;
        for (int t = 0; t < steps; t++) {
            VectorMask<Float> forgot = v.compare(VectorOperators.GE, forget);
            FloatVector kept = v.blend(v.mul(numbers.remains).sub(taken), forgot);
            hold = hold.sub(1).max(0).blend(refractory, forgot);
            FloatVector charge = FloatVector.fromArray(FLOATS, current, at + t * step + u)
                    .add(offset)
                    .mul(gain)
                    .add(keep.mul(kept))
                    // Adding zero also makes −0 to 0, so that −0 can stand for units that are held.
                    .add(FloatVector.zero(FLOATS).blend(takenLater, forgot));
            v = charge.max(numbers.floor).blend(HELD, hold.compare(VectorOperators.GT, 0));
            v.intoArray(potential, row + t * stride + u);
            put(
                    bits,
                    (row / stride + t) * words,
                    u,
                    v.compare(VectorOperators.GE, fire).toLong());
        }
        v.intoArray(state, stateAt + u);
        hold.intoArray(held, stateAt + u);
    }

    private static void put(long[] bits, int word, int unit, long mask) {
        int at = word + (unit >>> 6);
        // The first lanes of a word replace what an earlier batch left there.
        bits[at] = ((unit & 63) == 0 ? 0 : bits[at]) | mask << (unit & 63);
    }

    /// As [#prompt], but a spike tells of the potential before it.
    private static void delayed(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            int step,
            float[] potential,
            int row,
            int steps,
            SpikeBits spikes,
            float[] state,
            float[] held,
            int stateAt,
            int u) {
        FloatVector fire = FloatVector.fromArray(FLOATS, numbers.fire, u);
        long before = FloatVector.fromArray(FLOATS, state, stateAt + u)
                .compare(VectorOperators.GE, fire)
                .toLong();
        prompt(numbers, bias, current, at, step, potential, row, steps, spikes, state, held, stateAt, u);
        long[] bits = spikes.words();
        int words = spikes.wordsPerRow();
        long lanes = (1L << FLOATS.length()) - 1;
        for (int t = 0; t < steps; t++) {
            int word = (row / numbers.stride + t) * words + (u >>> 6);
            long now = bits[word] >>> (u & 63) & lanes;
            bits[word] = (bits[word] & ~(lanes << (u & 63))) | before << (u & 63);
            before = now;
        }
    }
}
