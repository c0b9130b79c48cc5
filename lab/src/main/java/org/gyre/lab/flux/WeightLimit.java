package org.gyre.lab.flux;

import java.util.Locale;
import org.gyre.nets.boltzmann.search.Constraint;

/// What a limit of the weights limits: the value of a `constraint` key.
enum WeightLimit {
    /// The magnitude of each weight.
    BOX,
    /// The Euclidean norm of the weights into each unit.
    ROW_NORM,
    /// The Euclidean norm of all weights.
    FROBENIUS;

    Constraint of(double limit) {
        return switch (this) {
            case BOX -> new Constraint.Box(limit);
            case ROW_NORM -> new Constraint.RowNorm(limit);
            case FROBENIUS -> new Constraint.Frobenius(limit);
        };
    }

    /// As part of the name of a value: `row_norm`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `row norm`.
    String label() {
        return word().replace('_', ' ');
    }
}
