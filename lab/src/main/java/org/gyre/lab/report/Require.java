package org.gyre.lab.report;

import java.util.regex.Pattern;
import org.gyre.data.FileKind;

/// The checks that the figures share; each message names the figure, the part and the sizes.
final class Require {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final int MAX_ID = 200;

    private Require() {}

    static void id(String id) {
        // The length comes first: the pattern recurses for each hyphen.
        if (id.length() > MAX_ID || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("figure id '" + FileKind.printable(id)
                    + "': must be lower-case letters and digits, joined by single hyphens, at most " + MAX_ID);
        }
    }

    static void sameLength(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(what + ": " + actual + " values where " + expected + " are needed");
        }
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " = " + value + ": must be at least 1");
        }
    }
}
