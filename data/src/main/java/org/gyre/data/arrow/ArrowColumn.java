package org.gyre.data.arrow;

/// A column of an Arrow table.
///
/// @param name as readers will see it
/// @param type of its cells; any cell may be absent
/// @param unit of its numbers, kept as metadata `unit` of the field; empty if there is none
public record ArrowColumn(String name, Type type, String unit) {
    /// What its cells are.
    public enum Type {
        /// 64-bit integers with sign.
        WHOLE,
        /// 64-bit floating-point numbers.
        REAL,
        /// Texts in UTF-8.
        TEXT
    }
}
