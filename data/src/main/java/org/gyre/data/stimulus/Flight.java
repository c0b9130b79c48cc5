package org.gyre.data.stimulus;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;

/// Straight flight in a box about the origin whose walls reflect: the rules that moving worlds share.
///
/// A state is x, y, vx, vy at consecutive places of an array; velocities are per frame. A reflection mirrors the
/// path, so that the unfolded path is a straight line and the place at any time has a closed form. The uniform law of
/// places and directions is stationary: reflections and turns by independent angles keep it.
final class Flight {
    /// Above it, a frame's flight would cross the box so often that rounding shows.
    private static final double FASTEST = 1000;
    /// Directions are lost, and pixels drowned, long before.
    private static final double MOST_NOISE = 1000;

    private Flight() {}

    /// @throws InputException if the speeds, the turn or the noise are out of range
    static void check(String world, double slowest, double fastest, double turn, double pixelNoise) {
        if (!(slowest > 0 && fastest >= slowest && fastest <= FASTEST)) {
            throw new InputException(world + ": speeds from " + slowest + " to " + fastest
                    + " per frame: must be in order, above 0 and at most " + (int) FASTEST);
        }
        if (!(turn >= 0 && turn <= MOST_NOISE)) {
            throw new InputException(world + ": turn = " + turn + " radians: must be 0 to " + (int) MOST_NOISE);
        }
        if (!(pixelNoise >= 0 && pixelNoise <= MOST_NOISE)) {
            throw new InputException(world + ": pixel noise = " + pixelNoise + ": must be 0 to " + (int) MOST_NOISE);
        }
    }

    /// @param first index of the first sequence
    /// @throws InputException if it is negative
    static void checkFirst(String world, long first) {
        if (first < 0) {
            throw new InputException(world + ": first sequence = " + first + ": must not be negative");
        }
    }

    /// @throws InputException if one of the four numbers is not finite
    static void checkFinite(String world, float[] states, int at) {
        for (int i = 0; i < 4; i++) {
            if (!Float.isFinite(states[at + i])) {
                throw new InputException(
                        world + ": latent " + (at + i + 1) + " = " + states[at + i] + ": a state must be finite");
            }
        }
    }

    /// Draws a state of the stationary law: place and direction uniform, speed uniform between its bounds.
    static void start(
            double[] state,
            int at,
            double reachX,
            double reachY,
            double slowest,
            double fastest,
            CounterRandom random) {
        state[at] = reachX * (2 * random.nextDouble() - 1);
        state[at + 1] = reachY * (2 * random.nextDouble() - 1);
        double direction = 2 * Math.PI * random.nextDouble();
        double speed = slowest + (fastest - slowest) * random.nextDouble();
        state[at + 2] = speed * StrictMath.cos(direction);
        state[at + 3] = speed * StrictMath.sin(direction);
    }

    /// Flies for a time in frames, forwards or backwards.
    static void fly(double[] state, int at, double reachX, double reachY, double time) {
        fly(state, at, reachX, time);
        fly(state, at + 1, reachY, time);
    }

    /// One coordinate at `axis`, its velocity two places behind it.
    private static void fly(double[] state, int axis, double reach, double time) {
        double straight = state[axis] + state[axis + 2] * time;
        if (Math.abs(straight) <= reach) {
            state[axis] = straight;
            return;
        }
        // There and back is one period of the unfolded path; the remainder, in ±2 reach, is exact.
        double phase = Math.IEEEremainder(straight, 4 * reach);
        if (Double.isNaN(phase)) {
            throw new InputException("a flight from " + state[axis] + " at velocity " + state[axis + 2] + " for " + time
                    + " frames ends beyond all numbers: it must be shorter");
        }
        if (Math.abs(phase) <= reach) {
            state[axis] = phase;
        } else {
            state[axis] = Math.copySign(2 * reach, phase) - phase;
            state[axis + 2] = -state[axis + 2];
        }
    }

    /// Turns the velocity by an angle in radians.
    static void turn(double[] state, int at, double angle) {
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double vx = state[at + 2];
        double vy = state[at + 3];
        state[at + 2] = cosine * vx - sine * vy;
        state[at + 3] = sine * vx + cosine * vy;
    }

    /// Lays something that covers a share of a pixel over what is there: 1 − (1 − below)(1 − share).
    static float over(float below, double share) {
        return (float) (below + share - below * share);
    }

    /// Adds Gaussian noise to pixels from `from` on.
    static void addNoise(float[] frames, int from, int count, double deviation, CounterRandom random) {
        if (deviation > 0) {
            for (int i = from; i < from + count; i++) {
                frames[i] += (float) (deviation * random.nextGaussian());
            }
        }
    }
}
