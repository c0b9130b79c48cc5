package org.gyre.app.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Puts standard error back in its place.
///
/// The virtual machine announces on standard error, at each start, that it uses the incubating Vector
/// API, and has no option against it. The launcher therefore starts it with standard error kept under
/// another descriptor and closed to that one line; the first thing that the program does is to copy the
/// descriptor back. Users' terminals, pipes and files are the very same as without.
final class StandardError {
    private static final int STANDARD_ERROR = 2;

    private StandardError() {}

    /// Does nothing when the program was not started by the launcher.
    @SuppressWarnings("restricted") // dup2 and close of the C library, called as its manual says
    static void restore() {
        Integer kept = Integer.getInteger("gyre.stderr.descriptor");
        if (kept == null) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle dup2 = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("dup2"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            MethodHandle close = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("close"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int copied = (int) dup2.invokeExact((int) kept, STANDARD_ERROR);
            int closed = (int) close.invokeExact((int) kept);
            if (copied < 0 || closed < 0) {
                throw new IllegalStateException("standard error could not be restored from descriptor " + kept);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
