package org.gyre.nets.lif.layer;

import org.gyre.core.Team;

/// The parts of a step of learning of a layer that is not recurrent, one by one on its last batch, so
/// that they can be measured. They leave the layer ready for its next batch.
///
/// Scans read arrays of their own, since they must find the same numbers each time. In a step of learning
/// they work in place on what has just been written, which takes less where a batch outgrows the caches.
public final class LayerKernels {
    private final LifLayer layer;
    private final float[] currents;
    private final float[] onSpikes;

    /// After a batch has passed forward and backward.
    ///
    /// @throws IllegalArgumentException if the layer is recurrent
    public LayerKernels(LifLayer layer) {
        if (layer.settings().recurrent()) {
            throw new IllegalArgumentException("a recurrent layer has no scan of its own");
        }
        this.layer = layer;
        currents = new float[layer.potentials().length];
        onSpikes = layer.onSpikes().clone();
        project();
    }

    /// Currents of all steps.
    public void project() {
        layer.project(currents);
    }

    /// Potentials and spikes of currents.
    public void forwardScan() {
        layer.scan(currents);
    }

    /// Gradients of currents.
    public void backwardScan() {
        layer.back(onSpikes);
    }

    /// Gradients of weights, on the calling thread.
    public void learn() {
        layer.learn(Team.alone());
    }
}
