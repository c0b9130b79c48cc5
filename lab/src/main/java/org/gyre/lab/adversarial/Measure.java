package org.gyre.lab.adversarial;

/// A number by which a learner is judged.
///
/// @param name    in names of values, snake_case
/// @param heading of tables, with the unit in parentheses
record Measure(String name, String heading) {}
