package org.gyre.lab.adversarial;

/// A number by which a learner is judged.
///
/// @param name    in names of values, snake_case
/// @param heading of tables, with the unit in parentheses
/// @param topic   of the table that shows it, lower case; empty if one table holds all
record Measure(String name, String heading, String topic) {
    Measure(String name, String heading) {
        this(name, heading, "");
    }
}
