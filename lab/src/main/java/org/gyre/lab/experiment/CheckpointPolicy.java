package org.gyre.lab.experiment;

import java.time.Duration;

/// When a checkpoint is due: after so many steps or so much time since the last one, whichever comes first, and
/// at the end.
///
/// @param steps number of steps, at least 1
/// @param time wall time
public record CheckpointPolicy(long steps, Duration time) {
    /// Every 30 seconds.
    public static final CheckpointPolicy DEFAULT = new CheckpointPolicy(Long.MAX_VALUE, Duration.ofSeconds(30));

    public CheckpointPolicy {
        if (steps < 1 || time.isNegative()) {
            throw new IllegalArgumentException("checkpoints every " + steps + " steps or " + time);
        }
    }
}
