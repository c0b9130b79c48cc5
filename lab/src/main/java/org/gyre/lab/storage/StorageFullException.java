package org.gyre.lab.storage;

import java.io.IOException;

/// There is no space left to write to.
public final class StorageFullException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
