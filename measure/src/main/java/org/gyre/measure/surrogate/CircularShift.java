package org.gyre.measure.surrogate;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Each unit's train shifted round the recording by a random time of its own: all of its auto-structure
/// stays, but for the one seam, and its relation to every other unit goes.
///
/// Right for stationary trains of any memory, bursts and refractoriness included. Rates that change
/// together in the course of a recording are destroyed too, and count as correlation.
///
/// Two units are shifted against each other by the difference of their shifts, which may be 0 with a least
/// shift too, and is at most the duration less twice that: a least shift near half of the recording leaves
/// units almost as they were.
///
/// @param least shifts by fewer ticks, in either direction, do not occur; ≥ 0
public record CircularShift(long least) implements SpikeSurrogate {
    /// @throws InputException if the least shift is negative
    public CircularShift {
        if (least < 0) {
            throw new InputException("the least shift is " + Plural.of(least, "tick") + ": must not be negative");
        }
    }

    /// Every shift equally likely.
    public CircularShift() {
        this(0);
    }

    @Override
    public String label() {
        return least == 0 ? "circular shift" : "circular shift by at least " + Plural.of(least, "tick");
    }

    @Override
    public SpikeTrains apply(SpikeTrains trains, RandomStream stream) {
        long duration = trains.duration();
        long choices = choices(duration);
        long[][] shifted = new long[trains.units()][];
        for (int unit = 0; unit < shifted.length; unit++) {
            long[] train = trains.ticks()[unit];
            if (train.length == 0) {
                shifted[unit] = train;
                continue;
            }
            CounterRandom random = stream.split(unit).generator();
            shifted[unit] = rotated(train, least + random.nextLong(choices), duration);
        }
        return new SpikeTrains(shifted, trains.ticksPerSecond(), duration);
    }

    @Override
    public double distinct(SpikeTrains trains) {
        return SpikeSurrogate.rotations(trains, choices(trains.duration()));
    }

    @Override
    public boolean drawsTheRecording() {
        return least == 0;
    }

    @Override
    public String remedy() {
        return least == 0 ? "bring a longer recording or a faster clock" : "lower the least shift";
    }

    /// How many shifts a train has.
    private long choices(long duration) {
        if (duration > 0 && least > duration - least) {
            throw new InputException("a recording of " + Plural.of(duration, "tick")
                    + " cannot be shifted round by at least " + least + ": lower the least shift");
        }
        // A shift by the whole duration is one by nothing, and must not make that twice as likely.
        return least == 0 ? duration : duration - 2 * least + 1;
    }

    /// The train with `shift` added to each time, round the recording.
    ///
    /// @param shift 0 ≤ shift ≤ duration
    static long[] rotated(long[] train, long shift, long duration) {
        int stay = 0;
        while (stay < train.length && train[stay] < duration - shift) {
            stay++;
        }
        long[] rotated = new long[train.length];
        int over = train.length - stay;
        for (int k = 0; k < over; k++) {
            rotated[k] = train[stay + k] - (duration - shift);
        }
        for (int k = 0; k < stay; k++) {
            rotated[over + k] = train[k] + shift;
        }
        return rotated;
    }
}
