package org.gyre.lab.experiment;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The user's wish to stop. The first request lets the run finish its step and save; what a second one does is up
/// to the program.
public final class StopSignal {
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);

    /// Asks to stop.
    ///
    /// @return how often it was asked, now included
    public int request() {
        asked.countDown();
        return requests.incrementAndGet();
    }

    public boolean requested() {
        return requests.get() > 0;
    }

    /// Waits until somebody asks, or the thread is interrupted.
    public void await() {
        try {
            asked.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes Ctrl-C, SIGTERM and SIGHUP ask to stop. The second one ends the process at once with exit code 130.
    ///
    /// @param onFirst told at the first signal, for a word to the user
    public void installHandlers(Runnable onFirst) {
        for (String name : List.of("INT", "TERM", "HUP")) {
            handle(name, () -> {
                if (request() == 1) {
                    onFirst.run();
                } else {
                    Runtime.getRuntime().halt(130);
                }
            });
        }
    }

    /// The JDK's signals have no public interface; this one is supported in practice and reached without
    /// compiling against it.
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> arguments != null && self == arguments[0];
                            case "toString" -> "stop on " + name;
                            default -> null;
                        };
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            // A system without this signal, or one started with -Xrs: the process then ends as the system
            // does it, and the last checkpoint stands.
            return;
        }
    }
}
