package org.gyre.core;

import java.util.Objects;
import java.util.regex.Pattern;

/// A mistake in what the user gave: a file, an option, a parameter.
///
/// The message is one sentence that names the place (file, key, option), the value and the remedy.
/// Programs show it without a stack trace and end with exit code 2. It is one line whatever it quotes
/// of the user's: line feeds and other control characters, which could also move the cursor of a
/// terminal, become question marks.
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Control characters, and the separators of lines and paragraphs of Unicode.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    /// @param message one sentence for the user: place, value, remedy
    public InputException(String message) {
        super(oneLine(message));
    }

    /// @param message one sentence for the user: place, value, remedy
    /// @param cause what revealed the mistake; users never see it
    public InputException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /// The text with control characters replaced, fit for a message of one line.
    public static String oneLine(String message) {
        return CONTROL.matcher(message).replaceAll("?");
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
