package org.gyre.lab.experiment;

/// Thrown by a long analysis that was asked to stop. The run ends as if stopped between two steps.
public final class StopRequested extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StopRequested() {
        super("stopped on request");
    }
}
