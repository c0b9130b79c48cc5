package org.gyre.nets.lif.layer;

/// What can be read of spiking units after a batch. All of it is only to be read, and holds until the
/// next batch.
public interface LayerActivity {
    /// What the units are.
    LifSettings settings();

    /// The leak l of a unit.
    float leak(int unit);

    /// The threshold θ of a unit.
    float threshold(int unit);

    /// Spikes, rows `[sample][step]`; without meaning for units that never fire.
    SpikeBits spikes();

    /// Potentials before resets, `[sample][step][stride]`.
    float[] potentials();

    /// Numbers of a row of [#potentials], at least one for each unit.
    int stride();
}
