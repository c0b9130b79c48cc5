package org.gyre.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Standard output that does not swallow errors as [java.io.PrintStream] does: a closed pipe is told as
/// [ClosedPipeException], anything else (a full disk) as [FailedOutputException].
final class DataOutput extends OutputStream {
    private final OutputStream target;

    DataOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void flush() {
        try {
            target.flush();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(IOException e) {
        String reason = String.valueOf(e.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("broken pipe") || lower.contains("bad file descriptor") || lower.contains("closed")) {
            return new ClosedPipeException();
        }
        return new FailedOutputException(
                "cannot write to standard output (" + reason + "): make room, or send it elsewhere", e);
    }
}
