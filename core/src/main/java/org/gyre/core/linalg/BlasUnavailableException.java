package org.gyre.core.linalg;

/// The native library is absent or does not load on this machine. The message is the beginning of a sentence
/// without a full stop.
public final class BlasUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlasUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
