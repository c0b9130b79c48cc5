package org.gyre.nets.infomorphic.encoder;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.DenseAfferents;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.layer.LayerSettings;

/// A layer of two-source neurons that hear the world (receptive) and each other (context), and learn
/// by a goal without labels (P1): to tell much of the world that the others do not tell, for example.
///
/// A batch passes twice: the first time the others are silent, the second time each hears what the
/// others drew in the first. The second pass alone is learned from.
public final class Encoder {
    private final Layer layer;

    /// An encoder before its first step.
    ///
    /// @param pixels numbers of a picture
    /// @param most   samples of a batch, at most
    /// @throws InputException if the neurons have not two sources
    public Encoder(int pixels, LayerSettings settings, int most, RandomStream stream) {
        if (settings.model().sources() != 2) {
            throw new InputException("an encoder of neurons of "
                    + settings.model().sources() + " sources: they have two, the world and the other neurons");
        }
        layer = new Layer(
                settings,
                List.of(
                        DenseAfferents.of(settings.neurons(), pixels, stream.split("receptive")),
                        DenseAfferents.amongOthers(settings.neurons(), stream.split("lateral"))),
                most);
    }

    /// The layer.
    public Layer layer() {
        return layer;
    }

    /// W from the pixels, `[neuron][pixel]`.
    public float[] receptiveWeights() {
        return ((DenseAfferents) layer.afferents().getFirst()).weights();
    }

    /// One step of learning.
    ///
    /// @param pictures `[sample][pixel]`
    /// @param draws    the random stream of this step
    public void learn(float[] pictures, int samples, RandomStream draws, Team team) {
        hear(pictures, samples, draws, team);
        layer.learn(second(), samples, draws.split(1), team);
    }

    /// Lets a batch pass: [Layer#probabilities] then are those of the second pass.
    public void show(float[] pictures, int samples, RandomStream draws, Team team) {
        hear(pictures, samples, draws, team);
        layer.pass(second(), samples, draws.split(1), team);
    }

    private void hear(float[] pictures, int samples, RandomStream draws, Team team) {
        layer.pass(List.of(new Arrival.Dense(pictures, false), Arrival.Plain.SILENCE), samples, draws.split(0), team);
    }

    private List<Arrival> second() {
        return List.of(Arrival.Plain.AS_BEFORE, new Arrival.Dense(layer.outputs(), true));
    }
}
