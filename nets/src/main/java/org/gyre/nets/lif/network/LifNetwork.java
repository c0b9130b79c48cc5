package org.gyre.nets.lif.network;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStack;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.layer.Parameter;

/// Layers of leaky integrate-and-fire units, each heard by the next; the last one is read out.
///
/// One step of learning: [#forward], [Loss#of] on [#output], [#backward], then an optimiser on
/// [#parameters] and [#settle].
public final class LifNetwork {
    private final LifStack stack;
    private int samples;
    private int steps;

    /// A network before its first batch.
    ///
    /// @param inputs   of the first layer
    /// @param settings of the layers, in order
    /// @param starts   what each starts with
    /// @param most     samples of a batch, at most
    /// @param steps    of a batch, at most
    /// @throws InputException if there is no layer, a layer but the last never fires, or a start does not fit
    public LifNetwork(int inputs, List<LifSettings> settings, List<LifStart> starts, int most, int steps) {
        if (settings.isEmpty() || settings.size() != starts.size()) {
            throw new InputException(settings.size() + " layers with " + starts.size() + " starts");
        }
        List<LifLayer> layers = new ArrayList<>();
        int below = inputs;
        for (int l = 0; l < settings.size(); l++) {
            if (l + 1 < settings.size() && !settings.get(l).semantics().spiking()) {
                throw new InputException(
                        "layer " + (l + 1) + " never fires, yet a layer hears it: only the last one may");
            }
            layers.add(new LifLayer(settings.get(l), below, starts.get(l), most, steps));
            below = settings.get(l).units();
        }
        stack = new LifStack(layers);
    }

    /// The layers, from the input on.
    public List<LifLayer> layers() {
        return stack.layers();
    }

    /// The layer that is read out.
    public LifLayer output() {
        return stack.layers().getLast();
    }

    /// What is learnt, layer by layer.
    public List<Parameter> parameters() {
        return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /// Samples of the last batch.
    public int samples() {
        return samples;
    }

    /// Steps of the last batch.
    public int steps() {
        return steps;
    }

    /// Lets a batch pass from rest.
    public void forward(LifInput input, int samples, int steps, Team team) {
        layers().forEach(LifLayer::rest);
        goOn(input, samples, steps, team);
    }

    /// Lets the continuation of the last batch pass: units go on from where they are. Gradients are not
    /// sent beyond its beginning.
    public void goOn(LifInput input, int samples, int steps, Team team) {
        this.samples = samples;
        this.steps = steps;
        stack.forward(input, samples, steps, team);
    }

    /// Sends what a loss has written at the output back through all layers, to their gradients.
    public void backward(Team team) {
        stack.backward(team);
    }

    /// Takes up parameters that have changed.
    public void settle() {
        layers().forEach(LifLayer::settle);
    }
}
