package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.lif.network.Decision;
import org.gyre.nets.lif.network.Descent;
import org.gyre.nets.lif.network.Loss;

/// The keys of a TOML file for a network and its training.
///
/// @param layers   from the input on; the last one is read out
/// @param epochs   how often each training sample is seen
/// @param batch    samples of a step of learning
/// @param loss     what becomes small
/// @param decision what a sample is taken for
/// @param method   how parameters descend
/// @param rate     how far a step goes
/// @param momentum of `sgd`
/// @param decay    of weights
/// @param plateau  what the rate is multiplied by when the accuracy has not risen for `patience` epochs;
///     1 for never
/// @param patience epochs; the accuracy is that of the validation part, or of training where there is none
/// @param from     a NIR file whose weights, biases, leaks and thresholds are those to start with, or empty for
///     those of `layers`
/// @param fromDt   length of a step of that file in seconds; 0 for the one that it says
public record LifKeys(
        List<LayerKeys> layers,
        @Default("30") int epochs,
        @Default("128") int batch,
        @Default("last-potential") Loss loss,
        @Default("last-potential") Decision decision,
        @Default("adam") Descent.Method method,
        @Default("0.001") double rate,
        @Default("0") double momentum,
        @Default("0") double decay,
        @Default("1") double plateau,
        @Default("7") int patience,
        @Default("") String from,
        @Default("0") double fromDt) {
    private static final int MOST_EPOCHS = 100_000;
    private static final int MOST_SAMPLES = 100_000;

    /// @throws InputException if a number does not fit
    public LifKeys {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new InputException("network.layers: give at least one layer, the read-out");
        }
        if (epochs < 1 || epochs > MOST_EPOCHS) {
            throw new InputException("epochs = " + epochs + ": must be from 1 to " + MOST_EPOCHS);
        }
        if (batch < 1 || batch > MOST_SAMPLES) {
            throw new InputException("batch = " + batch + ": must be from 1 to " + MOST_SAMPLES);
        }
        Single.checkPositive("rate", rate);
        if (!(momentum >= 0 && (float) momentum < 1)) {
            throw new InputException(
                    "momentum = " + momentum + ": must be at least 0 and, in single precision, below 1");
        }
        Single.check("decay", decay);
        if (decay < 0) {
            throw new InputException("decay = " + decay + ": must not be negative");
        }
        if (!(plateau > 0 && plateau <= 1) || patience < 1) {
            throw new InputException("plateau = " + plateau + ", patience = " + patience
                    + ": the rate is multiplied by a number above 0 and up to 1 after at least one epoch");
        }
        if (!from.isEmpty()) {
            InputFile.named(from);
        }
        if (!(fromDt >= 0) || Double.isInfinite(fromDt) || (fromDt > 0 && from.isEmpty())) {
            throw new InputException(
                    "from_dt = " + fromDt + ": the seconds of a step of the file in network.from, or 0");
        }
        for (int l = 0; l < layers.size(); l++) {
            boolean fires = layers.get(l).settings().semantics().spiking();
            if (!fires && l + 1 < layers.size()) {
                throw new InputException("network.layers: layer " + (l + 1) + " of mode "
                        + layers.get(l).mode() + " never fires, yet a layer hears it; only the last one may");
            }
            if (!fires && l + 1 == layers.size() && (loss.needsSpikes() || needsSpikes(decision))) {
                throw new InputException("loss and decision: the last layer never fires, so spikes cannot be counted;"
                        + " use potentials, or another mode for the last layer");
            }
        }
    }

    private static boolean needsSpikes(Decision decision) {
        return decision == Decision.SPIKE_COUNT || decision == Decision.FIRST_SPIKE;
    }

    /// With another hidden layer in every place but the last.
    LifKeys withHidden(UnaryOperator<LayerKeys> change) {
        List<LayerKeys> changed = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            changed.add(l + 1 < layers.size() ? change.apply(layers.get(l)) : layers.get(l));
        }
        return new LifKeys(
                changed, epochs, batch, loss, decision, method, rate, momentum, decay, plateau, patience, from, fromDt);
    }
}
