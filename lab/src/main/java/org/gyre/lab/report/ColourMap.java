package org.gyre.lab.report;

/// How values become colours. Both maps are told apart with every common colour-vision deficiency.
public enum ColourMap {
    /// Blue below zero, white at zero, orange above; the two ends are at equal distance from zero.
    DIVERGING,
    /// From light to dark with even steps of lightness.
    SEQUENTIAL
}
