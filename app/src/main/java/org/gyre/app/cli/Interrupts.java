package org.gyre.app.cli;

import java.lang.reflect.Proxy;

/// Turns Ctrl-C and a termination request into a request to stop: the first is passed on, so that a run can finish its
/// step and
/// write a checkpoint; the second ends the process at once, with 130.
///
/// The virtual machine's own way, a shutdown hook, cannot tell a first Ctrl-C from a second. Its signal interface is
/// outside the
/// standard library (module `jdk.unsupported`) and therefore called by reflection; where it is missing, Ctrl-C ends the
/// process
/// and the run goes on from its last checkpoint.
final class Interrupts {
    private static final int KILLED = 130;

    private Interrupts() {}

    /// @param stop called on a thread of its own at the first signal; must be quick
    static void onStop(Runnable stop) {
        Runnable first = new Runnable() {
            private boolean asked;

            @Override
            public synchronized void run() {
                if (asked) {
                    Runtime.getRuntime().halt(KILLED);
                }
                asked = true;
                stop.run();
            }
        };
        for (String signal : new String[] {"INT", "TERM"}) {
            handle(signal, first);
        }
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Interrupts.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> arguments != null && self == arguments[0];
                        default -> "gyre's handler of " + name;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The signal keeps its usual effect.
            return;
        }
    }
}
