package org.gyre.measure.series;

/// A way to turn real values into symbols, so that every measure of symbols can be taken of them.
///
/// The symbols say what was kept of the values; what a measure finds is about them. The label belongs beside
/// every number.
public sealed interface Symbols permits OrdinalPatterns, EqualBins, QuantileBins {
    /// What the symbols are, such as `ordinal patterns of 3 values every 1 step`.
    String label();

    /// The symbols of a series; those of several dimensions are joined.
    ///
    /// @throws org.gyre.core.InputException if there are too few steps
    SymbolSeries of(RealSeries series);
}
