package org.gyre.app.cli;

import java.io.IOException;

/// Standard output takes no more, for another reason than that its reader has gone: the disk is full.
final class FailedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedOutputException(String sentence, IOException cause) {
        super(sentence, cause);
    }
}
