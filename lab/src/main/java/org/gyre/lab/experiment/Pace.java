package org.gyre.lab.experiment;

import java.util.Map;

/// How fast a run goes. Uses the monotonic clock, so that setting the wall clock does not disturb it.
final class Pace {
    /// Weight of the past after one second.
    private static final double MEMORY = 0.95;

    private long lastTime;
    private long lastStep;
    private double rate = Double.NaN;

    void start(long step) {
        lastTime = System.nanoTime();
        lastStep = step;
    }

    RunListener.Advance advance(long step, long total, Map<String, Double> scalars) {
        long now = System.nanoTime();
        double seconds = Math.max(now - lastTime, 1) * 1e-9;
        double present = (step - lastStep) / seconds;
        double weight = Math.pow(MEMORY, seconds);
        rate = Double.isNaN(rate) ? present : weight * rate + (1 - weight) * present;
        lastTime = now;
        lastStep = step;
        return new RunListener.Advance(step, total, scalars, rate, rate > 0 ? (total - step) / rate : Double.NaN);
    }
}
