package org.gyre.app.cli;

/// The reader of standard output went away, as in `gyre … | head -1`. Not an error: the program ends quietly with
/// exit code 0.
final class ClosedPipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedPipeException() {
        super("standard output was closed");
    }
}
