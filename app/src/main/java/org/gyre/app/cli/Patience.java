package org.gyre.app.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells the user what a command is at when that takes longer than expected.
final class Patience {
    private Patience() {}

    /// Does some work.
    ///
    /// @param patience after which the notice is given, from another thread, if the work is not done
    /// @return what the work gives
    static <T> T during(Duration patience, Runnable notice, Supplier<T> work) {
        Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(notice, later);
        try {
            return work.get();
        } finally {
            waiting.cancel(false);
        }
    }
}
