package org.gyre.nets.lif.layer;

import java.util.Arrays;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.LifSemantics.Reset;

/// The numbers that [LifSemantics] comes to for each unit of a layer, padded to whole vectors, so
/// that one scan without branches serves all modes:
///
///     K  = V                       where V is below `forget`
///     K  = V `remains` − `taken`   else
///     V′ = floor(`gain` I + `keep` K [− `takenLater`])
///
/// Rows of padding have no input, leak everything and never fire.
final class UnitNumbers {
    /// A clamped leak that weighs the input never gets below this: at zero nothing comes in any more.
    private static final float LEAST_GAIN = 1e-4f;

    final int units;
    final int stride;
    final LifSemantics semantics;
    final float[] keep;
    final float[] gain;
    /// 1 / gain where the leak weighs the input, else zero.
    final float[] perGain;
    final float[] threshold;
    final float[] fire;
    final float[] forget;
    final float[] taken;
    final float[] takenLater;
    /// Zeros, a row of them.
    final float[] nothing;
    /// What is left of a potential that is reset, before anything is taken.
    final float remains;
    final float floor;
    /// One where gradients pass through the reset, else zero.
    final float passes;
    /// One where the threshold is taken at once, else zero.
    final float takes;
    /// One where it is taken in the next step, else zero.
    final float takesLater;

    UnitNumbers(LifSemantics semantics, int units) {
        this.units = units;
        this.stride = Lanes.stride(units);
        this.semantics = semantics;
        keep = new float[stride];
        gain = new float[stride];
        perGain = new float[stride];
        threshold = new float[stride];
        fire = new float[stride];
        forget = new float[stride];
        taken = new float[stride];
        takenLater = new float[stride];
        nothing = new float[stride];
        Arrays.fill(threshold, 1);
        Arrays.fill(fire, Float.POSITIVE_INFINITY);
        Arrays.fill(forget, Float.POSITIVE_INFINITY);
        remains = semantics.reset() == Reset.ZERO ? 0 : 1;
        floor = semantics.floored() ? 0 : Float.NEGATIVE_INFINITY;
        passes = semantics.through() && semantics.spiking() ? 1 : 0;
        takes = semantics.reset() == Reset.SUBTRACT ? 1 : 0;
        takesLater = semantics.reset() == Reset.SUBTRACT_IN_NEXT_STEP ? 1 : 0;
    }

    /// Whether units are reset to zero or not at all, and never held: what most layers do, with the fewest
    /// operations.
    boolean simple() {
        return takes == 0 && takesLater == 0 && semantics.refractory() == 0;
    }

    /// Whether, besides, gradients stop at resets and the leak does not weigh the input.
    boolean simpleBackward() {
        return simple() && passes == 0 && !semantics.leakyInput();
    }

    /// A learnt leak, put back to where it may be.
    float clamped(float leak) {
        return Math.clamp(leak, semantics.leakyInput() ? LEAST_GAIN : 0, 1);
    }

    void leak(int unit, float leak) {
        keep[unit] = 1 - leak;
        gain[unit] = semantics.leakyInput() ? leak : 1;
        perGain[unit] = semantics.leakyInput() && leak != 0 ? 1 / leak : 0;
    }

    void threshold(int unit, float theta) {
        threshold[unit] = theta;
        fire[unit] = semantics.fires().least(theta);
        forget[unit] = semantics.forgets().least(theta);
        taken[unit] = takes * theta;
        takenLater[unit] = takesLater * theta;
    }
}
