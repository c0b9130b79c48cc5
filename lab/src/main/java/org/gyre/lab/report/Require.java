package org.gyre.lab.report;

import java.util.regex.Pattern;

/// The checks that the figures share; each message names the figure, the part and the sizes.
final class Require {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private Require() {}

    static void id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "figure id '" + id + "': must be lower-case letters and digits, joined by single hyphens");
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
