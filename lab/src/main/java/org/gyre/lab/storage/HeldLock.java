package org.gyre.lab.storage;

import java.io.IOException;

/// An exclusive lock that this process holds until it is closed.
public interface HeldLock extends AutoCloseable {
    /// Empties the lock file and frees the lock. The file stays, since deleting it could let two processes lock
    /// two files.
    @Override
    void close() throws IOException;
}
