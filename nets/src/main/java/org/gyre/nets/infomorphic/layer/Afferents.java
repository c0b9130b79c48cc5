package org.gyre.nets.infomorphic.layer;

import java.util.List;
import org.gyre.core.optimise.Adam;

/// One class of inputs of a layer: the weights from units to neurons, and how they learn by the
/// rule
///
///     ΔW_nj ∝ Σ_k δ_n(k) x_j(k),   Δb_n ∝ Σ_k δ_n(k)
///
/// from a factor δ of the neuron and sample alone. Neurons are worked on in runs, each by one
/// thread; different runs share nothing that is written.
public sealed interface Afferents permits DenseAfferents, SparseAfferents, LabelAfferents, SingleAfferents {
    /// The summed inputs of a run of neurons, biases included.
    ///
    /// @param arrival     not [Arrival.Plain#AS_BEFORE]
    /// @param from        first neuron
    /// @param to          one past the last
    /// @param samples     of the batch
    /// @param compartment `[neuron][sample]`, of all neurons; rows `from … to` are written
    void sum(Arrival arrival, int from, int to, int samples, float[] compartment);

    /// One step of learning of a run of neurons, towards a larger goal.
    ///
    /// @param arrival  what [#sum] had
    /// @param from     first neuron
    /// @param to       one past the last
    /// @param samples  of the batch
    /// @param factors  δ, `[neuron − from][sample]`
    /// @param gradient scratch of at least (to − from) · [#inputs] numbers
    /// @param step     how far
    void learn(Arrival arrival, int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step);

    /// Number of inputs of one neuron.
    int inputs();

    /// Everything that learns, in a fixed order.
    List<Adam> parameters();
}
