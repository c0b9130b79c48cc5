package org.gyre.core;

import java.util.Objects;

/// A mistake in what the user gave: a file, an option, a parameter.
///
/// The message is one sentence that names the place (file, key, option), the value and the remedy.
/// Programs show it without a stack trace and end with exit code 2.
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message one sentence for the user: place, value, remedy
    public InputException(String message) {
        super(message);
    }

    /// @param message one sentence for the user: place, value, remedy
    /// @param cause what revealed the mistake; users never see it
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
