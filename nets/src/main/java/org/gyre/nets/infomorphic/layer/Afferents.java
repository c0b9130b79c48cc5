package org.gyre.nets.infomorphic.layer;

import java.util.List;
import org.gyre.core.optimise.Adam;

/// One class of inputs of a layer: the weights from units to neurons, and how they learn by the
/// rule
///
///     ΔW_nj ∝ Σ_k δ_n(k) x_j(k),   Δb_n ∝ Σ_k δ_n(k)
///
/// from a factor δ of the neuron and sample alone.
///
/// Work is handed out as tasks for any number of threads, which share nothing that is written. How
/// it is cut depends on its shape alone, so that the results do not depend on the threads.
public sealed interface Afferents permits DenseAfferents, SparseAfferents, LabelAfferents, SingleAfferents {
    /// The summed inputs of all neurons, biases included.
    ///
    /// @param arrival     not [Arrival.Plain#AS_BEFORE]
    /// @param samples     of the batch
    /// @param compartment `[neuron][sample]`, written by the tasks
    List<Runnable> sum(Arrival arrival, int samples, float[] compartment);

    /// One step of learning of all neurons, towards a larger goal.
    ///
    /// @param arrival what [#sum] had
    /// @param samples of the batch
    /// @param factors δ, `[neuron][sample]`
    /// @param step    how far
    List<Runnable> learn(Arrival arrival, int samples, float[] factors, Adam.Step step);

    /// Sends factors back against the weights, for a control that learns from one loss: adds
    /// Σ_n W_nj δ_n(k) to every unit j that can be reached from a layer, for a run of samples.
    ///
    /// @param factors δ, `[neuron][sample]`
    /// @param from    first sample
    /// @param to      one past the last
    /// @param samples of the batch
    /// @param units   `[unit][sample]`, added to
    void sendBack(float[] factors, int from, int to, int samples, float[] units);

    /// Number of inputs of one neuron.
    int inputs();

    /// Everything that learns, in a fixed order.
    List<Adam> parameters();
}
