package org.gyre.nets.infomorphic.network;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.nets.infomorphic.layer.LayerSettings;

/// One hidden layer.
///
/// @param layer         what it is made of
/// @param others        its second and, with three sources, third class of input
/// @param lateralInputs how many others each neuron hears, drawn at random; 0 for all of them
/// @param learning      whether it learns; one that does not is a random projection
public record Hidden(LayerSettings layer, List<SourceKind> others, int lateralInputs, boolean learning) {
    /// @throws InputException if the classes of input do not fit the neurons
    public Hidden {
        others = List.copyOf(others);
        if (others.size() != layer.model().sources() - 1
                || others.stream().distinct().count() != others.size()) {
            throw new InputException("a hidden layer with the classes " + others + " beside its receptive input, of "
                    + "neurons of " + Plural.of(layer.model().sources(), "source") + ": give "
                    + Plural.of(layer.model().sources() - 1, "different class", "different classes"));
        }
        if (lateralInputs < 0) {
            throw new InputException(
                    "lateral inputs = " + lateralInputs + ": must be 0 (all) or the number that a neuron hears");
        }
    }

    /// Whether the layer hears neurons of the network, so that a batch has to pass twice.
    boolean recurrent() {
        return others.contains(SourceKind.LATERAL) || others.contains(SourceKind.FEEDBACK);
    }
}
