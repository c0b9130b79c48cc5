package org.gyre.lab.play;

import java.util.List;

/// A number, a choice or a list that an explorable can be asked with.
///
/// @param key     its name
/// @param label   as a person reads it
/// @param unit    of the number, empty if it has none
/// @param kind    what values it takes
/// @param least   smallest number
/// @param most    largest number
/// @param step    that a slider makes
/// @param initial value where none is given
/// @param choices of a choice
/// @param why     what it does, and why this default: a sentence
public record Dial(
        String key,
        String label,
        String unit,
        Kind kind,
        double least,
        double most,
        double step,
        String initial,
        List<String> choices,
        String why) {
    /// What values a dial takes.
    public enum Kind {
        /// Any number within the bounds.
        REAL,
        /// A whole number within the bounds.
        WHOLE,
        /// One of the choices.
        CHOICE,
        /// Whole numbers within the bounds, ascending, with commas between them.
        STEPS
    }

    public Dial {
        choices = List.copyOf(choices);
    }

    static Dial real(
            String key, String label, String unit, double least, double most, double step, double initial, String why) {
        return new Dial(key, label, unit, Kind.REAL, least, most, step, Settings.text(initial), List.of(), why);
    }

    static Dial whole(String key, String label, String unit, int least, int most, int initial, String why) {
        return new Dial(key, label, unit, Kind.WHOLE, least, most, 1, Integer.toString(initial), List.of(), why);
    }

    static Dial choice(String key, String label, List<String> choices, String why) {
        return new Dial(key, label, "", Kind.CHOICE, 0, 0, 0, choices.getFirst(), choices, why);
    }

    static Dial steps(String key, String label, int most, String why) {
        return new Dial(key, label, "steps", Kind.STEPS, 0, most, 1, "", List.of(), why);
    }
}
