package org.gyre.lab.storage;

import java.io.IOException;

/// A lock is held by somebody else.
public final class LockedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    public LockedException(String holder) {
        super("locked by " + holder);
        this.holder = holder;
    }

    /// What the holder wrote into the lock file.
    public String holder() {
        return holder;
    }
}
