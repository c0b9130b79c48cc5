package org.gyre.nets.lif.layer;

/// Numbers that are learnt together, and what a loss changes by with each of them.
///
/// @param name     such as `weights`
/// @param values   changed in place by an optimiser
/// @param gradient of the last batch, as long
public record Parameter(String name, float[] values, float[] gradient) {
    Parameter(String name, float[] values) {
        this(name, values, new float[values.length]);
    }
}
