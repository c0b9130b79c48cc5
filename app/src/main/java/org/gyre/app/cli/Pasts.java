package org.gyre.app.cli;

import org.gyre.core.InputException;

/// The lengths of pasts, given as `K` or `K,L`.
///
/// @param target K ≥ 1, of the target
/// @param source L ≥ 1, of the source
record Pasts(int target, int source) {
    /// @throws InputException if the text is neither one nor two whole numbers from 1 to 1000
    static Pasts parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > 2) {
            throw wrong(text);
        }
        int target = number(text, parts[0]);
        return new Pasts(target, parts.length == 1 ? 1 : number(text, parts[1]));
    }

    private static int number(String text, String part) {
        String digits = part.strip();
        if (!digits.matches("[1-9]\\d{0,2}|1000")) {
            throw wrong(text);
        }
        return Integer.parseInt(digits);
    }

    private static InputException wrong(String text) {
        return new InputException("--history " + text
                + ": must be K, the steps of the target's own past, or K,L with those of the source's, each from 1 to"
                + " 1000");
    }
}
