package org.gyre.nets.lif.layer;

import static org.gyre.nets.lif.layer.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Makes potentials and spikes of the currents of one sample, step by step, units side by side in
/// vectors. Neighbours do not wait for each other as the steps of one unit do, and rows are read from
/// one end to the other, as caches want it.
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
        boolean simple = numbers.simple();
        for (int t = 0; t < steps; t++) {
            int now = row + t * numbers.stride;
            int input = at + t * step;
            float[] previous = t == 0 ? state : potential;
            int previousAt = t == 0 ? stateAt : now - numbers.stride;
            if (simple) {
                simple(numbers, bias, current, input, previous, previousAt, potential, now);
            } else {
                step(numbers, bias, current, input, previous, previousAt, potential, now, held, stateAt);
            }
            int word = now / numbers.stride * spikes.wordsPerRow();
            if (numbers.semantics.delayed()) {
                fire(numbers, previous, previousAt, spikes.words(), word);
            } else {
                fire(numbers, potential, now, spikes.words(), word);
            }
        }
        System.arraycopy(potential, row + (steps - 1) * numbers.stride, state, stateAt, numbers.stride);
    }

    /// As [#step], for units that have nothing taken and are never held. The general way would do, with the
    /// same bits, but takes 1.4 times as long.
    private static void simple(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            float[] previous,
            int previousAt,
            float[] potential,
            int now) {
        float remains = numbers.remains;
        float floor = numbers.floor;
        for (int u = 0; u < numbers.stride; u += FLOATS.length()) {
            FloatVector before = FloatVector.fromArray(FLOATS, previous, previousAt + u);
            FloatVector kept = before.blend(before.mul(remains), forgot(numbers, before, u));
            FloatVector charge = charge(numbers, bias, current, at, kept, u).add(0);
            floored(charge, floor).intoArray(potential, now + u);
        }
    }

    /// One step of all units.
    private static void step(
            UnitNumbers numbers,
            float[] bias,
            float[] current,
            int at,
            float[] previous,
            int previousAt,
            float[] potential,
            int now,
            float[] held,
            int heldAt) {
        float remains = numbers.remains;
        float floor = numbers.floor;
        float refractory = numbers.semantics.refractory();
        for (int u = 0; u < numbers.stride; u += FLOATS.length()) {
            FloatVector before = FloatVector.fromArray(FLOATS, previous, previousAt + u);
            VectorMask<Float> forgot = forgot(numbers, before, u);
            FloatVector taken = FloatVector.fromArray(FLOATS, numbers.taken, u);
            FloatVector kept = before.blend(before.mul(remains).sub(taken), forgot);
            // Zero minus zero is zero; its negative is not, and must not get into a potential.
            FloatVector takenLater = FloatVector.zero(FLOATS).sub(FloatVector.fromArray(FLOATS, numbers.takenLater, u));
            FloatVector charge = charge(numbers, bias, current, at, kept, u)
                    // Adding zero also makes −0 to 0, so that −0 can stand for units that are held.
                    .add(FloatVector.zero(FLOATS).blend(takenLater, forgot));
            FloatVector hold = floored(
                            FloatVector.fromArray(FLOATS, held, heldAt + u).sub(1), 0)
                    .blend(refractory, forgot);
            hold.intoArray(held, heldAt + u);
            floored(charge, floor)
                    .blend(HELD, hold.compare(VectorOperators.GT, 0))
                    .intoArray(potential, now + u);
        }
    }

    /// Which potentials of the step before are reset.
    private static VectorMask<Float> forgot(UnitNumbers numbers, FloatVector before, int u) {
        return before.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, numbers.forget, u));
    }

    /// What comes in and what was kept.
    private static FloatVector charge(
            UnitNumbers numbers, float[] bias, float[] current, int at, FloatVector kept, int u) {
        return FloatVector.fromArray(FLOATS, current, at + u)
                .add(FloatVector.fromArray(FLOATS, bias, u))
                .mul(FloatVector.fromArray(FLOATS, numbers.gain, u))
                .add(FloatVector.fromArray(FLOATS, numbers.keep, u).mul(kept));
    }

    /// As `max`, where no zero is negative, in fewer operations; what is not a number stays so.
    private static FloatVector floored(FloatVector v, float floor) {
        return v.blend(floor, v.compare(VectorOperators.LT, floor));
    }

    /// Writes which potentials of a row fire.
    private static void fire(UnitNumbers numbers, float[] v, int at, long[] bits, int word) {
        for (int first = 0; first < numbers.stride; first += Long.SIZE) {
            int end = Math.min(first + Long.SIZE, numbers.stride);
            long fired = 0;
            for (int u = first; u < end; u += FLOATS.length()) {
                fired |= FloatVector.fromArray(FLOATS, v, at + u)
                                .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, numbers.fire, u))
                                .toLong()
                        << u;
            }
            bits[word + first / Long.SIZE] = fired;
        }
    }
}
