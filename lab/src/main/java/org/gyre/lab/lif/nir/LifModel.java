package org.gyre.lab.lif.nir;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.network.LifNetwork;

/// A network at rest: what its layers are, and their numbers.
///
/// @param inputs   of the first layer
/// @param settings of the layers, from the input on
/// @param starts   their numbers
public record LifModel(int inputs, List<LifSettings> settings, List<LifStart> starts) {
    /// Keeps its own lists.
    ///
    /// @throws InputException if there is no layer, or not one start a layer
    public LifModel {
        settings = List.copyOf(settings);
        starts = List.copyOf(starts);
        if (settings.isEmpty() || settings.size() != starts.size()) {
            throw new InputException(settings.size() + " layers with " + starts.size() + " starts");
        }
    }

    /// Inputs of a layer.
    ///
    /// @param layer from 0
    public int inputs(int layer) {
        return layer == 0 ? inputs : settings.get(layer - 1).units();
    }

    /// The network, ready for its first batch.
    ///
    /// @param most  samples of a batch, at most
    /// @param steps of a batch, at most
    /// @throws InputException if numbers do not fit
    public LifNetwork network(int most, int steps) {
        return new LifNetwork(inputs, settings, starts, most, steps);
    }
}
