package org.gyre.app.cli;

/// The exit codes of every command.
final class ExitCode {
    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int INPUT_ERROR = 2;
    static final int STOPPED = 3;
    static final int BUG = 70;

    private ExitCode() {}
}
